package dev.perennial.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.Attempt;
import dev.perennial.agent.RunResult;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.models.Prices;
import dev.perennial.models.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What a run used, in one line for people, and its cost. */
final class UsageLine {

    private final Supplier<Prices> prices;
    private final boolean simulated;

    /** @param prices those of the model that is asked for */
    UsageLine(Supplier<Prices> prices, boolean simulated) {
        this.prices = prices;
        this.simulated = simulated;
    }

    /** For people. */
    String line(RunResult result) {
        TokenUsage usage = result.usage();
        int requests = result.attempts().size();
        return String.format(
                Locale.ROOT,
                "%s · %d %s · %,d tokens in%s, %,d out · %s · %.1f s",
                result.outcome().code(),
                requests,
                requests == 1 ? "request" : "requests",
                usage.prompt(),
                usage.cacheRead() == 0 ? "" : String.format(Locale.ROOT, " (%,d cached)", usage.cacheRead()),
                usage.output(),
                simulated ? "simulated, no cost" : String.format(Locale.ROOT, "$%.4f", cost(result)),
                duration(result).toMillis() / 1000.0);
    }

    /** For programs: what only the composition knows of a result. */
    ObjectNode json(ObjectNode line, RunResult result) {
        return line.put("simulated", simulated).put("cost_usd", cost(result));
    }

    /** The cost in US dollars at list prices of who served it: each request by itself, since prices have tiers by request. */
    BigDecimal cost(RunResult result) {
        if (simulated) {
            return BigDecimal.ZERO;
        }
        return result.attempts().stream()
                .map(attempt -> served(attempt).cost(attempt.usage()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Those of the model that was asked for, where nobody knows who served it. */
    private Prices served(Attempt attempt) {
        return Catalogue.builtIn()
                .find(attempt.model())
                .map(Capabilities::prices)
                .orElseGet(prices);
    }

    private static Duration duration(RunResult result) {
        return result.attempts().stream().map(Attempt::duration).reduce(Duration.ZERO, Duration::plus);
    }
}
