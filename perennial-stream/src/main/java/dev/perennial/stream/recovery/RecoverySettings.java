package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.seam.Wording;

/**
 * How a message is kept alive.
 *
 * @param thresholds when a stream counts as stalled
 * @param delivery how the consumer wants its blocks
 * @param budgets how much recovery may cost
 * @param wording how a model is asked to go on in the middle of a text
 */
public record RecoverySettings(Thresholds thresholds, Delivery delivery, Budgets budgets, Wording wording) {

    /** The defaults, for clients that know nothing of restarts. */
    public static final RecoverySettings DEFAULT =
            new RecoverySettings(FixedThresholds.DEFAULT, Delivery.WIRE, Budgets.DEFAULT, Wording.ENGLISH);

    public RecoverySettings {
        requireNonNull(thresholds, "thresholds");
        requireNonNull(delivery, "delivery");
        requireNonNull(budgets, "budgets");
        requireNonNull(wording, "wording");
    }

    /** These settings with other thresholds. */
    public RecoverySettings withThresholds(Thresholds other) {
        return new RecoverySettings(other, delivery, budgets, wording);
    }

    /** These settings with another delivery. */
    public RecoverySettings withDelivery(Delivery other) {
        return new RecoverySettings(thresholds, other, budgets, wording);
    }

    /** These settings with other budgets. */
    public RecoverySettings withBudgets(Budgets other) {
        return new RecoverySettings(thresholds, delivery, other, wording);
    }

    /** These settings with another wording. */
    public RecoverySettings withWording(Wording other) {
        return new RecoverySettings(thresholds, delivery, budgets, other);
    }
}
