package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.Optional;

/** {@code max_tokens} 0 warms the prompt cache (platform.claude.com, "Prompt caching"); with a stream as assumed. */
final class WarmUpCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        boolean warmUp = !call.countOnly() && call.maxTokens() == 0;
        return Check.invalidIf(
                warmUp && call.stream() && call.assumptions().is(Assumption.ZERO_TOKENS_STREAM, "refused"),
                "max_tokens: 0 cannot be used together with `stream`");
    }
}
