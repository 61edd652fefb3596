package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A budget for thinking is at least 1,024 and less than {@code max_tokens}, except for interleaved thinking, where it
 * may go over (platform.claude.com, "Extended thinking").
 */
final class ThinkingBudgetCheck implements Check<MessagesCall> {

    private static final BigInteger LEAST = BigInteger.valueOf(1_024);

    @Override
    public Optional<ApiError> fault(MessagesCall call) {
        return call.thinking().manual() ? budget(call) : Optional.empty();
    }

    private static Optional<ApiError> budget(MessagesCall call) {
        JsonNode budget = call.body().path("thinking").path("budget_tokens");
        String at = "thinking.enabled.budget_tokens";
        return InputType.INTEGER
                .required(at, budget)
                .or(() -> Check.invalidIf(
                        budget.bigIntegerValue().compareTo(LEAST) < 0,
                        at + ": Input should be greater than or equal to 1024"))
                .or(() -> Check.invalidIf(
                        limited(call) && budget.bigIntegerValue().compareTo(BigInteger.valueOf(call.maxTokens())) >= 0,
                        "`max_tokens` must be greater than `thinking.budget_tokens`."));
    }

    private static boolean limited(MessagesCall call) {
        return !call.countOnly() && !call.head().hasAny("interleaved-thinking-");
    }
}
