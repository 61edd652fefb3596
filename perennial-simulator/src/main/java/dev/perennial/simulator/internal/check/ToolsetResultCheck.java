package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The result of a toolset's member names the toolset, as its use did (platform.claude.com, "Computer use tool"). */
final class ToolsetResultCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        Map<String, String> toolsets = call.located().stream()
                .filter(b -> b.type().equals("tool_use") && b.block().hasNonNull("toolset_name"))
                .collect(Collectors.toMap(
                        b -> b.block().path("id").asText(), ToolsetResultCheck::toolset, (first, second) -> second));
        return toolsets.isEmpty() ? Optional.empty() : Check.firstOf(call.located(), b -> result(b, toolsets));
    }

    private static Optional<ApiError> result(Located block, Map<String, String> toolsets) {
        String id = block.block().path("tool_use_id").asText("");
        return Check.invalidIf(
                block.type().equals("tool_result")
                        && toolsets.containsKey(id)
                        && !toolset(block).equals(toolsets.get(id)),
                block.path() + ".tool_result.toolset_name: Input should be '" + toolsets.get(id)
                        + "', as in the corresponding `tool_use` block");
    }

    private static String toolset(Located block) {
        return block.block().path("toolset_name").asText("");
    }
}
