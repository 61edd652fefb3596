package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.recovery.Budgets;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.FixedThresholds;
import dev.perennial.stream.recovery.RecoverySettings;
import dev.perennial.stream.seam.Wording;
import java.time.Duration;
import java.util.Optional;

/**
 * How messages are kept alive. Immutable; nothing has to be set.
 *
 * <pre>{@code
 * PerennialSettings patient = PerennialSettings.builder()
 *         .stallTimeout(Duration.ofSeconds(40))
 *         .patience(Duration.ofHours(6))
 *         .listener(event -> log.info("{}", event))
 *         .build();
 * }</pre>
 *
 * @param mode whether anything is changed at all
 * @param connectTimeout how long a connection may take to come about, where the call does not say it; more than zero
 * @param thresholds when a stream counts as stalled
 * @param budgets how much keeping a message alive may cost
 * @param delivery how the consumer wants blocks that could turn out to be cut
 * @param wording how a model is asked to go on in the middle of a text
 * @param listener who hears what happens
 */
public record PerennialSettings(
        Mode mode,
        Duration connectTimeout,
        FixedThresholds thresholds,
        Budgets budgets,
        Delivery delivery,
        Wording wording,
        PerennialListener listener) {

    /** Whether anything is changed at all. */
    public enum Mode {
        /** Messages are kept alive. */
        ON,
        /** What happens is noticed and told to the listener; nothing is changed. */
        OBSERVE,
        /** Requests pass as if there was no Perennial. */
        OFF
    }

    /** What applies without any settings. */
    public static final PerennialSettings DEFAULT = new PerennialSettings(
            Mode.ON,
            Duration.ofSeconds(10),
            FixedThresholds.DEFAULT,
            Budgets.DEFAULT,
            Delivery.WIRE,
            Wording.ENGLISH,
            PerennialListener.NONE);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the connect timeout is not more than zero
     */
    public PerennialSettings {
        requireNonNull(mode, "mode");
        requireNonNull(thresholds, "thresholds");
        requireNonNull(budgets, "budgets");
        requireNonNull(delivery, "delivery");
        requireNonNull(wording, "wording");
        requireNonNull(listener, "listener");
        Ranges.requirePositive("connectTimeout", connectTimeout);
    }

    /** Starts new settings from the defaults. */
    public static PerennialSettingsBuilder builder() {
        return new PerennialSettingsBuilder(DEFAULT);
    }

    /** Starts new settings from these. */
    public PerennialSettingsBuilder toBuilder() {
        return new PerennialSettingsBuilder(this);
    }

    RecoverySettings recovery(Optional<Duration> totalOfCall) {
        Optional<Duration> total = totalOfCall.or(budgets::total);
        return new RecoverySettings(
                thresholds, delivery, total.map(budgets::withTotal).orElse(budgets), wording);
    }
}
