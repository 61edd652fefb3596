package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.circuit.ServerCircuits;
import dev.perennial.stream.clocks.Clocks;
import dev.perennial.stream.clocks.FixedThresholds;
import dev.perennial.stream.seam.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a message is kept alive.
 *
 * @param clocks when a stream counts as stalled
 * @param delivery how the consumer wants its blocks
 * @param budgets how much recovery may cost
 * @param wording how a model is asked to go on in the middle of a text
 * @param afterSilence the least wait after an attempt that ended because no byte came any more. A transport that shares connections
 *     may still hold the dead one: OkHttp drops that of HTTP/2 a second after its ping failed. Zero where each attempt has a
 *     connection of its own
 * @param consumerPatience how long the consumer waits for content before it gives up, in spite of pings; empty for as long as it
 *     takes. Before that, what is held goes out live, and a message that is being mended ends
 * @param circuits whether the server is out, as all messages to it see it
 */
public record RecoverySettings(
        Clocks clocks,
        Delivery delivery,
        Budgets budgets,
        Wording wording,
        Duration afterSilence,
        Optional<Duration> consumerPatience,
        ServerCircuits circuits) {

    /** A test of 250 ms, the second that OkHttp gives a ping after it, and what threads need to hear of each other. */
    private static final Duration HTTP_2 = Duration.ofMillis(1_440);

    /** The defaults, for clients that know nothing of restarts. */
    public static final RecoverySettings DEFAULT =
            new RecoverySettings(FixedThresholds.DEFAULT, Delivery.WIRE, Budgets.DEFAULT, Wording.ENGLISH);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the wait after a silence is negative
     */
    public RecoverySettings {
        requireNonNull(clocks, "clocks");
        requireNonNull(delivery, "delivery");
        requireNonNull(budgets, "budgets");
        requireNonNull(wording, "wording");
        requireNonNull(circuits, "circuits");
        if (afterSilence.isNegative()) {
            throw new IllegalArgumentException("afterSilence is " + afterSilence + " but has to be zero or more");
        }
        if (consumerPatience.filter(p -> !p.isPositive()).isPresent()) {
            throw new IllegalArgumentException(
                    "consumerPatience is " + consumerPatience.get() + " but has to be more than zero");
        }
    }

    /** Settings for transports that may share connections. */
    public RecoverySettings(Clocks clocks, Delivery delivery, Budgets budgets, Wording wording) {
        this(clocks, delivery, budgets, wording, HTTP_2, Optional.empty(), ServerCircuits.UNSHARED);
    }

    /** These settings with other clocks. */
    public RecoverySettings withClocks(Clocks other) {
        return new RecoverySettings(other, delivery, budgets, wording, afterSilence, consumerPatience, circuits);
    }

    /** These settings with another delivery. */
    public RecoverySettings withDelivery(Delivery other) {
        return new RecoverySettings(clocks, other, budgets, wording, afterSilence, consumerPatience, circuits);
    }

    /** These settings for a request with such values of the header {@code anthropic-beta}: {@link Delivery#withBetas}. */
    public RecoverySettings withBetas(List<String> betas) {
        return withDelivery(delivery.withBetas(betas));
    }

    /** These settings with other budgets. */
    public RecoverySettings withBudgets(Budgets other) {
        return new RecoverySettings(clocks, delivery, other, wording, afterSilence, consumerPatience, circuits);
    }

    /** These settings with another wording. */
    public RecoverySettings withWording(Wording other) {
        return new RecoverySettings(clocks, delivery, budgets, other, afterSilence, consumerPatience, circuits);
    }

    /** These settings with another wait after a silence. */
    public RecoverySettings withAfterSilence(Duration other) {
        return new RecoverySettings(clocks, delivery, budgets, wording, other, consumerPatience, circuits);
    }

    /** These settings for a consumer that waits for content only so long. */
    public RecoverySettings withConsumerPatience(Duration other) {
        return new RecoverySettings(clocks, delivery, budgets, wording, afterSilence, Optional.of(other), circuits);
    }

    /** These settings for what is left of a message that has taken so long. */
    RecoverySettings after(Duration passed) {
        Budgets left =
                budgets.total().map(t -> budgets.withTotal(left(t, passed))).orElse(budgets);
        Optional<Duration> patience = consumerPatience.map(p -> left(p, passed));
        return new RecoverySettings(clocks, delivery, left, wording, afterSilence, patience, circuits);
    }

    /** What is over ends at once, and not before it began. */
    private static Duration left(Duration time, Duration passed) {
        Duration left = time.minus(passed);
        return left.isPositive() ? left : Duration.ofNanos(1);
    }

    /** These settings for a server whose outages all messages that share the circuits learn of together. */
    public RecoverySettings withCircuits(ServerCircuits shared) {
        return new RecoverySettings(clocks, delivery, budgets, wording, afterSilence, consumerPatience, shared);
    }
}
