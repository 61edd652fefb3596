package dev.perennial.simulator.internal.check;

import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.math.BigInteger;
import java.util.Optional;

/** {@code max_tokens} is at most the model's greatest output (platform.claude.com, "Models overview"). */
final class OutputLimitCheck implements Check<MessagesCall> {

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        BigInteger asked = call.body().path("max_tokens").bigIntegerValue();
        int limit = call.model().maxOutputTokens();
        return Check.invalidIf(
                asked.compareTo(BigInteger.valueOf(limit)) > 0,
                "max_tokens: " + asked + " > " + limit + ", which is the maximum allowed number of output tokens for "
                        + call.model().id());
    }
}
