package dev.perennial.client.telemetry;

import dev.perennial.models.Prices;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Report;
import java.math.BigDecimal;
import java.util.function.ToLongFunction;

/**
 * What a message was billed at: once for what one attempt would have cost, and again for what came on top of that because
 * attempts broke. Both together are what all attempts were billed at.
 */
record Bill(TokenUsage once, TokenUsage again) {

    /** In US dollars. */
    record Money(BigDecimal once, BigDecimal again) {}

    static Bill of(Report report) {
        TokenUsage all = billed(report);
        TokenUsage message = report.message().usage();
        TokenUsage once = new TokenUsage(
                least(all, message, TokenUsage::input),
                least(all, message, TokenUsage::output),
                least(all, message, TokenUsage::cacheWrite5m),
                least(all, message, TokenUsage::cacheWrite1h),
                least(all, message, TokenUsage::cacheRead));
        return new Bill(once, minus(all, once));
    }

    /** At list prices; each attempt at those of its own length and speed. */
    static Money money(Report report, Prices prices) {
        BigDecimal all = report.attempts().stream()
                .map(attempt -> attempt.cost(prices))
                .reduce(prices.standard().cost(report.omitted().usage()), BigDecimal::add);
        TokenUsage message = report.message().usage();
        boolean fast =
                !report.attempts().isEmpty() && report.attempts().getLast().fast();
        BigDecimal once = (fast ? prices.fastCost(message) : prices.cost(message)).min(all);
        return new Money(once, all.subtract(once));
    }

    TokenUsage all() {
        return once.plus(again);
    }

    private static TokenUsage billed(Report report) {
        return report.attempts().stream()
                .map(AttemptReport::usage)
                .reduce(report.omitted().usage(), TokenUsage::plus);
    }

    private static long least(TokenUsage one, TokenUsage other, ToLongFunction<TokenUsage> kind) {
        return Math.min(kind.applyAsLong(one), kind.applyAsLong(other));
    }

    private static TokenUsage minus(TokenUsage all, TokenUsage part) {
        return new TokenUsage(
                all.input() - part.input(),
                all.output() - part.output(),
                all.cacheWrite5m() - part.cacheWrite5m(),
                all.cacheWrite1h() - part.cacheWrite1h(),
                all.cacheRead() - part.cacheRead());
    }
}
