package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * System messages between the others: on models that take them, of text only, after a user turn or the result of a
 * server tool, and last or before an assistant turn (platform.claude.com, "Mid-conversation system messages").
 */
final class SystemMessageCheck implements Check<MessagesCall> {

    private static final Set<String> BLOCKS = Set.of("text", "tool_addition", "tool_removal");

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<Turn> turns = call.turns();
        for (int i = 0; i < turns.size(); i++) {
            Optional<ApiError> fault = turns.get(i).is("system") ? system(call, turns, i) : Optional.empty();
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<ApiError> system(MessagesCall call, List<Turn> turns, int index) {
        boolean last = index == turns.size() - 1;
        String at = "messages." + turns.get(index).firstMessage();
        return Check.invalidIf(
                        !call.model().rules().midConversationSystem(),
                        "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter,"
                                + " not \"system\" as an input message role.")
                .or(() -> Check.firstOf(turns.get(index).blocks(), SystemMessageCheck::block))
                .or(() -> Check.invalidIf(
                        index == 0 || !mayPrecede(turns.get(index - 1)),
                        at + ": a `system` message must follow a `user` message or an `assistant` message that ends"
                                + " with a server tool result"))
                .or(() -> Check.invalidIf(
                        !last && !turns.get(index + 1).is("assistant"),
                        at + ": a `system` message must be the last message or be followed by an `assistant`"
                                + " message"))
                .or(() -> Check.invalidIf(
                        last && call.assumptions().is(Assumption.TRAILING_SYSTEM_MESSAGE, "refused"),
                        "The conversation must end with a user message."));
    }

    private static Optional<ApiError> block(Located block) {
        return Check.invalidIf(
                !BLOCKS.contains(block.type()), block.path() + ": `system` messages can only hold `text` blocks");
    }

    private static boolean mayPrecede(Turn turn) {
        return turn.is("user")
                || (!turn.blocks().isEmpty() && turn.blocks().getLast().type().endsWith("_tool_result"));
    }
}
