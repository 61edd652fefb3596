package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.Turn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Every {@code tool_use} has its {@code tool_result} at the beginning of the next user turn, exactly one, and the
 * reverse (platform.claude.com, "Tool use").
 */
final class ToolPairingCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<Turn> turns = call.turns();
        return Check.firstOf(
                IntStream.range(0, turns.size()).boxed().toList(),
                i -> doubled(turns.get(i)).or(() -> unexpected(turns, i)).or(() -> unanswered(turns, i)));
    }

    private static Optional<ApiError> doubled(Turn turn) {
        Set<String> calls = new HashSet<>();
        Set<String> results = new HashSet<>();
        return Check.firstOf(
                        turn.ofType("tool_use"),
                        use -> Check.invalidIf(
                                !calls.add(id(use, "id")), use.path() + ": `tool_use` ids must be unique"))
                .or(() -> Check.firstOf(
                        turn.ofType("tool_result"),
                        result -> Check.invalidIf(
                                !results.add(id(result, "tool_use_id")),
                                result.path() + ": each tool_use must have a single result. Found multiple"
                                        + " `tool_result` blocks with id: " + id(result, "tool_use_id"))));
    }

    private static Optional<ApiError> unexpected(List<Turn> turns, int index) {
        Set<String> before =
                index == 0 ? Set.of() : Set.copyOf(ids(turns.get(index - 1).ofType("tool_use"), "id"));
        return Check.firstOf(
                turns.get(index).ofType("tool_result"),
                result -> Check.invalidIf(
                        !before.contains(id(result, "tool_use_id")),
                        result.path() + ": unexpected `tool_use_id` found in `tool_result` blocks: "
                                + id(result, "tool_use_id")
                                + ". Each `tool_result` block must have a corresponding `tool_use` block in the"
                                + " previous message."));
    }

    private static Optional<ApiError> unanswered(List<Turn> turns, int index) {
        List<Located> uses = turns.get(index).ofType("tool_use");
        Set<String> answered = index + 1 == turns.size() ? Set.of() : firstResults(turns.get(index + 1));
        List<String> open =
                ids(uses, "id").stream().filter(id -> !answered.contains(id)).toList();
        return Check.invalidIf(
                !open.isEmpty(),
                "messages." + (uses.isEmpty() ? 0 : uses.getFirst().message())
                        + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                        + String.join(", ", open)
                        + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
    }

    /** What stands behind another block does not count. */
    private static Set<String> firstResults(Turn turn) {
        return Set.copyOf(ids(
                turn.blocks().stream()
                        .takeWhile(b -> b.type().equals("tool_result"))
                        .toList(),
                "tool_use_id"));
    }

    private static List<String> ids(List<Located> blocks, String field) {
        return blocks.stream().map(b -> id(b, field)).toList();
    }

    private static String id(Located block, String field) {
        return block.block().path(field).asText("");
    }
}
