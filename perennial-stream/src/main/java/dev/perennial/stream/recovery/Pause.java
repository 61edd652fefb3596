package dev.perennial.stream.recovery;

import dev.perennial.stream.circuit.Circuit;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The wait before an attempt: for its time, and for its turn while the server is out. Not thread-safe; times are nanoseconds of
 * any origin.
 */
final class Pause {

    /** What the time that has come is for. */
    enum Turn {
        /** Nothing yet. */
        NOT_YET,
        /** The attempt is sent. */
        GO,
        /** No other attempt is allowed. */
        OVER
    }

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** Stands for the message where circuits know it by identity. */
    private final Object asker = new Object();

    private final Circuit circuit;
    private final Backoff backoff;
    private final Ledger ledger;
    private final Consumer<StreamEvent> events;
    private int attempt;
    private boolean hasContent;
    private boolean outage;
    private Cause cause = new Cause.Cancelled();
    private long sendAt;
    private long lookAt;

    Pause(Circuit circuit, Backoff backoff, Ledger ledger, Consumer<StreamEvent> events) {
        this.circuit = circuit;
        this.backoff = backoff;
        this.ledger = ledger;
        this.events = events;
    }

    /**
     * The next attempt is waited for.
     *
     * @param number its number
     * @param content whether the consumer has something to keep
     * @param broken why the one before it broke
     * @param silent whether its connection may be dead
     */
    void begin(int number, boolean content, Cause broken, boolean silent, long now) {
        attempt = number;
        hasContent = content;
        cause = broken;
        begin(silent, now);
    }

    private void begin(boolean silent, long now) {
        ledger.resumed(cause, hasContent);
        outage = ledger.isOutage(hasContent);
        Duration delay = backoff.delay(cause, ledger.fruitless(), outage, silent);
        sendAt = now + Watch.nanos(delay);
        lookAt = circuit.isOpen() && Backoff.asked(cause).isEmpty() ? now + LOOK_NANOS : Watch.NEVER;
        if (outage) {
            events.accept(new StreamEvent.Outage(attempt, cause, ledger.outage(now), ledger.patienceLeft(now)));
        }
        events.accept(new StreamEvent.Waiting(attempt, delay));
    }

    /** Why it is waited. */
    Cause cause() {
        return cause;
    }

    long due() {
        return Math.min(sendAt, lookAt);
    }

    /** Whose turn it is: who waits through an outage goes when it is over, however long it meant to wait. */
    Turn turn(long now) {
        if (now >= sendAt) {
            return circuit.admits(asker) ? Turn.GO : spared(now);
        }
        if (now < lookAt) {
            return Turn.NOT_YET;
        }
        lookAt = now + LOOK_NANOS;
        return !circuit.isOpen() || isProbe() ? Turn.GO : Turn.NOT_YET;
    }

    /** Who has nothing but patience asks for all when nobody else does. */
    private boolean isProbe() {
        return outage && circuit.isProbeDue() && circuit.admits(asker);
    }

    /** The attempt is spared, as if it was turned away. */
    private Turn spared(long now) {
        if (!ledger.sparedAllowsAnother(cause, hasContent, now)) {
            return Turn.OVER;
        }
        begin(false, now);
        return Turn.NOT_YET;
    }

    /** Whether it is only for a network that the attempt waits, if anything. */
    private boolean isForNetwork() {
        return cause instanceof Cause.Offline
                || cause instanceof Cause.ConnectFailed
                || cause instanceof Cause.Reset
                || cause instanceof Cause.Silent
                || cause instanceof Cause.Stalled;
    }

    /** The machine has another network: what failed for want of one may go now. */
    void networkChanged(long now) {
        if (isForNetwork()) {
            circuit.forget();
            sendAt = Math.min(sendAt, now);
        }
    }

    /** An attempt broke: if it was the server's doing, others hear of it. */
    void broke(Cause broken, boolean begun) {
        if (!begun && isOutage(broken)) {
            circuit.failed(asker);
        } else if (broken instanceof Cause.Status status
                && status.head().status() < 500
                && Verdict.of(status) == Verdict.FUTILE) {
            circuit.answered();
        }
    }

    void answered() {
        circuit.answered();
    }

    private static boolean isOutage(Cause cause) {
        return switch (cause) {
            case Cause.Status status -> status.head().status() != 429 && Verdict.of(status) == Verdict.TRANSIENT;
            case Cause.InStream error -> !error.fault().isRateLimit() && Verdict.of(error) == Verdict.TRANSIENT;
            case Cause.ConnectFailed failed -> true;
            case Cause.Reset reset -> true;
            case Cause.Silent silent -> true;
            case Cause.Stalled stalled -> true;
            case Cause.Offline offline -> false;
            case Cause.CleanEnd end -> false;
            case Cause.ProcessDied died -> false;
            case Cause.Malformed malformed -> false;
            case Cause.Contradicted contradicted -> false;
            case Cause.Unproven unproven -> false;
            case Cause.StoppedAcross stopped -> false;
            case Cause.Withheld withheld -> false;
            case Cause.TimeUp timeUp -> false;
            case Cause.Cancelled cancelled -> false;
        };
    }
}
