package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.exchange.ExchangeListener;
import dev.perennial.client.governor.Governing;
import dev.perennial.stream.clocks.ClockSource;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.clocks.LearnedClocks;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.clocks.Timings;
import dev.perennial.stream.recovery.Budgets;
import dev.perennial.stream.recovery.Delivery;
import dev.perennial.stream.recovery.RecoverySettings;
import dev.perennial.stream.seam.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
 * @param exact the phases whose thresholds apply whatever is learned
 * @param adaptive whether clocks learn
 * @param timings what they learn, and learn from; empty for what they see by themselves
 * @param budgets how much keeping a message alive may cost
 * @param delivery how the consumer wants blocks that could turn out to be cut
 * @param wording how a model is asked to go on in the middle of a text
 * @param fallbacks where else a message is asked for, in this order, while nothing of it is to be had
 * @param governing who says which request may go now, so that the rate limit is not hit
 * @param listener who hears what happens
 * @param exchanges who hears of every request that is sent and what came back
 */
public record PerennialSettings(
        Mode mode,
        Duration connectTimeout,
        FixedThresholds thresholds,
        Set<Phase> exact,
        boolean adaptive,
        Optional<Timings> timings,
        Budgets budgets,
        Delivery delivery,
        Wording wording,
        List<Fallback> fallbacks,
        Governing governing,
        PerennialListener listener,
        ExchangeListener exchanges) {

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
            Set.of(),
            true,
            Optional.empty(),
            Budgets.DEFAULT,
            Delivery.WIRE,
            Wording.ENGLISH,
            List.of(),
            Governing.ON,
            PerennialListener.NONE,
            ExchangeListener.NONE);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the connect timeout is not more than zero
     */
    public PerennialSettings {
        requireNonNull(mode, "mode");
        requireNonNull(thresholds, "thresholds");
        exact = Set.copyOf(exact);
        requireNonNull(timings, "timings");
        requireNonNull(budgets, "budgets");
        requireNonNull(delivery, "delivery");
        requireNonNull(wording, "wording");
        fallbacks = List.copyOf(fallbacks);
        requireNonNull(governing, "governing");
        requireNonNull(listener, "listener");
        requireNonNull(exchanges, "exchanges");
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

    /** Where the clocks of streams come from. Those of one source learn from each other. */
    public ClockSource clocks() {
        if (!adaptive) {
            return origin -> thresholds;
        }
        Timings learned = timings.orElseGet(() -> new Timings(System::nanoTime));
        return origin -> new LearnedClocks(learned, origin, thresholds, exact);
    }

    /** These settings with what all calls of one interceptor share: timings and a governor of their own, if they have none. */
    PerennialSettings opened() {
        return learning().toBuilder().governing(governing.opened()).build();
    }

    private PerennialSettings learning() {
        return adaptive && timings.isEmpty()
                ? toBuilder().timings(new Timings(System::nanoTime)).build()
                : this;
    }

    /** For a call to a server, named by host and port. */
    RecoverySettings recovery(Optional<Duration> totalOfCall, String origin) {
        Optional<Duration> total = totalOfCall.or(budgets::total);
        return new RecoverySettings(
                clocks().at(origin), delivery, total.map(budgets::withTotal).orElse(budgets), wording);
    }
}
