package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

/**
 * How a message is kept alive.
 *
 * @param thresholds when a stream counts as stalled
 * @param delivery how the consumer wants its blocks
 * @param budgets how much recovery may cost
 */
public record RecoverySettings(Thresholds thresholds, Delivery delivery, Budgets budgets) {

    /** The defaults, for clients that know nothing of restarts. */
    public static final RecoverySettings DEFAULT =
            new RecoverySettings(FixedThresholds.DEFAULT, Delivery.WIRE, Budgets.DEFAULT);

    public RecoverySettings {
        requireNonNull(thresholds, "thresholds");
        requireNonNull(delivery, "delivery");
        requireNonNull(budgets, "budgets");
    }

    /** These settings with other thresholds. */
    public RecoverySettings withThresholds(Thresholds other) {
        return new RecoverySettings(other, delivery, budgets);
    }

    /** These settings with another delivery. */
    public RecoverySettings withDelivery(Delivery other) {
        return new RecoverySettings(thresholds, other, budgets);
    }

    /** These settings with other budgets. */
    public RecoverySettings withBudgets(Budgets other) {
        return new RecoverySettings(thresholds, delivery, other);
    }
}
