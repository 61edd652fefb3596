package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.Capabilities;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes one message out of attempts that may break anywhere.
 *
 * <p>A pure state machine: it is fed what happened ({@link #bytes}, {@link #on}) with a reading of the driver's clock, and
 * answers by {@link Effects} what is to be done; {@link #wakeAt} says when it wants to be woken with an {@link Input.Tick}.
 * The same calls with the same seed have the same effects.
 *
 * <pre>{@code
 * Recovery recovery = Recovery.of(body, capabilities, RecoverySettings.DEFAULT, seed);
 * recovery.start(clock.now(), effects);      // effects.send(1, call): send it, report Sent, Head, bytes, Ended
 * recovery.bytes(clock.now(), 1, chunk, 0, n, effects);
 * recovery.on(clock.now(), new Input.Tick(), effects);
 * }</pre>
 *
 * <p>Times are nanoseconds from any origin that never go back, as {@link System#nanoTime} gives them. Confined to one lock:
 * not safe for use by several threads at once. The contract for drivers stands in {@code docs/recovery.md}.
 */
public final class Recovery {

    /** {@link #wakeAt} of a recovery that waits for nothing but input. */
    public static final long NEVER = Watch.NEVER;

    private final List<Target> targets;
    private final RecoverySettings settings;
    private final Optional<Received> received;
    private final SplittableRandom random;
    private final AttemptLog log = new AttemptLog();

    private Course course;
    private int place;
    private boolean started;
    private boolean leaving;
    private long startedAt;

    private Recovery(
            List<Target> targets, int place, Optional<Received> received, RecoverySettings settings, long seed) {
        this.targets = List.copyOf(targets);
        this.place = place;
        this.received = received;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        this.course = course(settings);
    }

    /**
     * A message that has not begun.
     *
     * @param body the JSON of the request as the caller made it, with {@code "stream": true}; not to be changed afterwards
     * @param model what the request's model can do
     * @param settings how the message is kept alive
     * @param seed decides jitter and nonces
     */
    public static Recovery of(byte[] body, Capabilities model, RecoverySettings settings, long seed) {
        requireNonNull(body, "body");
        return of(() -> body, model, settings, seed);
    }

    /** A message that has not begun, and whose request is kept elsewhere. */
    public static Recovery of(Body body, Capabilities model, RecoverySettings settings, long seed) {
        requireNonNull(settings, "settings");
        return of(List.of(new Target(body, model, settings.clocks(), settings.circuits())), settings, seed);
    }

    /**
     * A message that has not begun, and that may be asked for elsewhere as long as nothing of it was to be had: after five
     * attempts in vain, or at once after the first where a target's circuit is open. From its {@code message_start} on it stays
     * where it is.
     *
     * @param targets where it is asked for, in this order; patience, if there is any, is for the first one, once all were asked
     * @param settings how the message is kept alive, but for clocks and circuits, which are the targets' own
     * @throws IllegalArgumentException if there is no target
     */
    public static Recovery of(List<Target> targets, RecoverySettings settings, long seed) {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("targets is empty, but a message has to be asked for somewhere");
        }
        return new Recovery(targets, 0, Optional.empty(), requireNonNull(settings, "settings"), seed);
    }

    /**
     * A message that another process began to receive, and that goes on as if its connection had broken where that process
     * ended ({@link Cause.ProcessDied}): the same rows of the table decide. What was received is attempt 1. Nothing of it is
     * delivered or told again, but for blocks that begin anew ({@code : perennial restart N}): those that were cut and that the
     * settings' delivery would have held, whether it follows restarts or not. Where nothing has to be asked, {@link #start} ends
     * the message at once.
     *
     * @param targets where it may be asked for
     * @param place which of them has answered, from 0: a message that has begun stays where it is
     * @param received what the consumer has of it
     * @param settings how the message is kept alive; times and counts begin anew
     * @throws IndexOutOfBoundsException if there is no such target
     */
    public static Recovery resuming(
            List<Target> targets, int place, Received received, RecoverySettings settings, long seed) {
        Objects.checkIndex(place, targets.size());
        return new Recovery(targets, place, Optional.of(received), requireNonNull(settings, "settings"), seed);
    }

    /**
     * Begins: has the first request sent. Does nothing if the message was cancelled before.
     *
     * @throws IllegalStateException if it was called before
     */
    public void start(long now, Effects effects) {
        if (started) {
            throw new IllegalStateException("A recovery is one message: start it once, make another for the next one.");
        }
        if (!course.isOver()) {
            started = true;
            startedAt = now;
            received.ifPresentOrElse(
                    before -> course.resume(before, now, effects), () -> course.start(now, now, effects));
        }
    }

    /** Takes bytes of a response's body; those of an attempt that was abandoned are ignored. */
    public void bytes(long now, int ofAttempt, byte[] bytes, int offset, int length, Effects effects) {
        course.bytes(now, ofAttempt, bytes, offset, length, effects);
        goElsewhere(now, effects);
    }

    /**
     * Takes any other input; that of an attempt that was abandoned is ignored. Before the start only {@link Input.Cancel}
     * counts: it ends the message.
     */
    public void on(long now, Input input, Effects effects) {
        course.on(now, input, effects);
        goElsewhere(now, effects);
    }

    /** When the driver is to feed a {@link Input.Tick}, or {@link #NEVER}; to be asked again after every call. */
    public long wakeAt() {
        return course.wakeAt();
    }

    /** What there is of the message. */
    public Progress progress() {
        return course.progress();
    }

    /** About how many output tokens the attempt that is under way has generated so far; costs next to nothing. */
    public long generated() {
        return course.generated();
    }

    private Course course(RecoverySettings rest) {
        int number = place % targets.size();
        Target target = targets.get(number);
        RecoverySettings own = rest.withClocks(target.clocks()).withCircuits(target.circuits());
        return new Course(target.body(), target.model(), own, random, number, log, new Elsewhere());
    }

    private final class Elsewhere implements Course.Succession {

        /** With patience the first target is also the last one. */
        @Override
        public boolean isPossible() {
            boolean returns =
                    targets.size() > 1 && settings.budgets().patience().isPositive();
            return place + 1 < targets.size() + (returns ? 1 : 0);
        }

        @Override
        public boolean takesOver(Outcome outcome, boolean begun) {
            boolean refusedElsewhere = outcome instanceof Outcome.Rejected && place > 0 && place < targets.size();
            leaving = !begun && (refusedElsewhere || (isPossible() && isInVain(outcome)));
            return leaving;
        }

        /**
         * A request that only another target refuses is no reason to end: it was made for the first one, which has the last word
         * then. That a server fails is a reason to ask another, even if it says that it is not to be asked again itself.
         */
        private boolean isInVain(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Stalled stalled -> true;
                case Outcome.Cut cut -> true;
                case Outcome.Overloaded overloaded -> true;
                case Outcome.RateLimited limited -> true;
                case Outcome.Rejected rejected ->
                    rejected.cause() instanceof Cause.Status status
                            && status.head().status() >= 500;
                case Outcome.Complete complete -> false;
                case Outcome.Refused refused -> false;
                case Outcome.ContextFull full -> false;
                case Outcome.BudgetSpent spent -> false;
                case Outcome.Cancelled cancelled -> false;
            };
        }
    }

    private void goElsewhere(long now, Effects effects) {
        while (leaving) {
            leaving = false;
            place++;
            course = course(settings.after(Duration.ofNanos(now - startedAt)));
            effects.observe(new StreamEvent.FellBack(log.count() + 1, place % targets.size(), log.lastCause()));
            course.start(startedAt, now, effects);
        }
    }
}
