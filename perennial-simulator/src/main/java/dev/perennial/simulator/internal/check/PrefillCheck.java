package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.message.Located;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.List;
import java.util.Optional;

/**
 * An assistant message at the end: not on models from 4.6 on, not while the model thinks, and not with white space at
 * its end (platform.claude.com, "Working with messages", "Extended thinking"). Turns that the server itself stopped may
 * always be sent back, and so may those that a fallback credit was given for.
 */
final class PrefillCheck implements Check<MessagesCall> {

    private static final String WHITE_SPACE = "final assistant content cannot end with trailing whitespace";

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        int last = call.messages().size() - 1;
        boolean assistant = call.messages().get(last).path("role").asText().equals("assistant");
        return assistant ? prefill(call, call.located(last)) : Optional.empty();
    }

    private static Optional<ApiError> prefill(MessagesCall call, List<Located> blocks) {
        boolean mayEndSo = pausedByServer(blocks) || call.body().hasNonNull("fallback_credit_token");
        return Check.invalidIf(
                        !mayEndSo && !call.model().acceptsPrefill(),
                        "This model does not support assistant message prefill. The conversation must end with a user"
                                + " message.")
                .or(() -> Check.invalidIf(!mayEndSo && call.thinking().on(), withThinking(blocks)))
                .or(() -> Check.invalidIf(endsInWhiteSpace(blocks), whiteSpace(call)));
    }

    private static boolean pausedByServer(List<Located> blocks) {
        return blocks.stream()
                .map(Located::type)
                .anyMatch(t -> t.equals("server_tool_use") || t.equals("mcp_tool_use") || t.equals("compaction"));
    }

    private static String withThinking(List<Located> blocks) {
        boolean begun = !blocks.isEmpty() && !blocks.getFirst().isThinking();
        return begun
                ? TurnStartCheck.expectedThinking(blocks.getFirst())
                : "Assistant message prefill is not supported when thinking is enabled.";
    }

    private static boolean endsInWhiteSpace(List<Located> blocks) {
        if (blocks.isEmpty() || !blocks.getLast().type().equals("text")) {
            return false;
        }
        String text = blocks.getLast().block().path("text").asText();
        return !text.isEmpty() && Character.isWhitespace(text.charAt(text.length() - 1));
    }

    private static String whiteSpace(MessagesCall call) {
        return call.assumptions().is(Assumption.PREFILL_WHITE_SPACE, "bare") ? WHITE_SPACE : "messages: " + WHITE_SPACE;
    }
}
