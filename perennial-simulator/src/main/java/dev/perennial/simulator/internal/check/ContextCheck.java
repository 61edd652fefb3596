package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.Optional;

/** The input alone fits the context window (platform.claude.com, "Context windows"); a count is given however long it is. */
final class ContextCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        int window = call.model().maxInputTokens();
        return Check.invalidIf(
                call.inputTokens() > window && !call.countOnly(),
                "prompt is too long: " + call.inputTokens() + " tokens > " + window + " maximum");
    }
}
