package dev.perennial.app;

import dev.perennial.agent.RunResult;
import dev.perennial.models.TokenUsage;
import java.math.BigDecimal;
import java.util.Locale;

/** What a chat has used so far. */
final class UsageTotals {

    private final boolean simulated;
    private TokenUsage usage = TokenUsage.NONE;
    private BigDecimal cost = BigDecimal.ZERO;
    private int turns;
    private int requests;

    UsageTotals(boolean simulated) {
        this.simulated = simulated;
    }

    void add(RunResult result, BigDecimal itsCost) {
        usage = usage.plus(result.usage());
        cost = cost.add(itsCost);
        turns++;
        requests += result.attempts().size();
    }

    /** For people. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%,d %s · %,d %s · %,d tokens in (%,d cached), %,d out · %s",
                turns,
                turns == 1 ? "turn" : "turns",
                requests,
                requests == 1 ? "request" : "requests",
                usage.prompt(),
                usage.cacheRead(),
                usage.output(),
                simulated ? "simulated, no cost" : String.format(Locale.ROOT, "$%.4f", cost));
    }
}
