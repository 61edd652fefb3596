package dev.perennial.governor;

import dev.perennial.governor.budget.Budgets;
import dev.perennial.governor.budget.Exhausted;
import dev.perennial.governor.budget.Spender;
import dev.perennial.governor.budget.Spending;
import dev.perennial.models.Catalogue;
import dev.perennial.models.Prices;
import dev.perennial.models.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reckons what requests cost, on whose account and on which day. Not safe for use by several threads. */
final class Purse {

    /** Batches cost half (platform.claude.com, "Pricing"). */
    private static final BigDecimal BATCH = new BigDecimal("0.5");

    private final Budgets budgets;
    private final Today today;
    private final Catalogue catalogue;
    private Instant time = Instant.EPOCH;
    private long timeAt;

    Purse(GovernorSettings settings, Catalogue catalogue) {
        this.budgets = new Budgets(settings.budgets());
        this.today = new Today(settings.zone());
        this.catalogue = catalogue;
    }

    void carryOver(List<Spending> before) {
        budgets.carryOver(before);
    }

    void spentElsewhere(List<Spending> more) {
        budgets.spentElsewhere(more);
    }

    void clock(Instant reading, long now) {
        time = reading;
        timeAt = now;
    }

    Optional<Exhausted> objection(Ask ask, long now) {
        return budgets.objection(spender(ask, now));
    }

    /** The prices are those of who served it, or of who was asked where nobody knows the other. */
    List<Exhausted> spend(Ask ask, String served, TokenUsage usage, long now) {
        return budgets.spend(spender(ask, now), usage.total(), cost(ask, served, usage));
    }

    List<Spending> spent() {
        return budgets.spent();
    }

    private BigDecimal cost(Ask ask, String served, TokenUsage usage) {
        Prices ofModel = catalogue.served(served, ask.model()).prices();
        return switch (ask.pool().lane()) {
            case STANDARD -> ofModel.cost(usage);
            case FAST -> ofModel.fastCost(usage);
            case BATCH -> ofModel.cost(usage).multiply(BATCH);
            case COUNT -> BigDecimal.ZERO;
        };
    }

    private Spender spender(Ask ask, long now) {
        Instant instant = time.plus(Duration.ofNanos(now - timeAt));
        return new Spender(ask.session(), ask.pool().credential(), today.at(instant));
    }
}
