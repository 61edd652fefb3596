package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import dev.perennial.simulator.internal.message.Turn;
import java.util.List;
import java.util.Optional;

/**
 * In manual mode the answer to which tool results are sent begins with thinking (platform.claude.com, "Extended
 * thinking"). Whether interrupted answers may be sent back with and without theirs is assumed.
 */
final class TurnStartCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        List<Turn> turns = call.turns();
        return call.thinking().manual() ? toolLoop(turns).or(() -> partial(call, turns)) : partial(call, turns);
    }

    static String expectedThinking(Located found) {
        return found.path() + ".type: Expected `thinking` or `redacted_thinking`, but found `" + found.type()
                + "`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.";
    }

    private static Optional<ApiError> toolLoop(List<Turn> turns) {
        if (!onlyResults(turns.getLast())) {
            return Optional.empty();
        }
        return turns.get(answerStart(turns)).blocks().stream()
                .filter(b -> !b.type().equals("compaction"))
                .findFirst()
                .filter(first -> !first.isThinking())
                .flatMap(first -> Check.invalid(expectedThinking(first)));
    }

    /** The index of the first assistant turn after the last turn that the user wrote. */
    private static int answerStart(List<Turn> turns) {
        int at = turns.size() - 1;
        while (at > 0 && !writtenByUser(turns.get(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean writtenByUser(Turn turn) {
        return turn.is("user") && !onlyResults(turn);
    }

    private static boolean onlyResults(Turn turn) {
        return turn.is("user") && turn.allAre(b -> b.type().equals("tool_result"));
    }

    private static Optional<ApiError> partial(MessagesCall call, List<Turn> turns) {
        if (turns.size() < 2 || !turns.getLast().is("user") || !call.thinking().on()) {
            return Optional.empty();
        }
        Turn answer = turns.get(turns.size() - 2);
        boolean cut = answer.is("assistant") && endsInTheMiddle(answer);
        boolean thought = cut && answer.blocks().getFirst().isThinking();
        return Check.invalidIf(
                        thought && call.assumptions().is(Assumption.PARTIAL_TURN, "refused"),
                        "messages." + answer.firstMessage() + ": the assistant turn is not complete")
                .or(() -> cut && !thought && call.assumptions().is(Assumption.PARTIAL_TURN_WITHOUT_THINKING, "refused")
                        ? Check.invalid(expectedThinking(answer.blocks().getFirst()))
                        : Optional.empty());
    }

    /** As far as that can be seen: in the middle of a word. */
    private static boolean endsInTheMiddle(Turn answer) {
        if (answer.blocks().isEmpty() || !answer.blocks().getLast().type().equals("text")) {
            return false;
        }
        String text = answer.blocks().getLast().block().path("text").asText();
        return !text.isEmpty() && Character.isLetterOrDigit(text.charAt(text.length() - 1));
    }
}
