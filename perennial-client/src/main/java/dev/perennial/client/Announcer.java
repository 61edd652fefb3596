package dev.perennial.client;

import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.StreamEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the listener of one message, in order, and never under the message's lock: events are kept while it is held, and
 * told by whichever thread gives it back.
 */
final class Announcer {

    private static final Logger LOG = System.getLogger(Announcer.class.getPackageName());

    private final Queue<PerennialEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private final PerennialListener listener;
    private final String message;
    private final List<String> places;

    private long startedAt = -1;

    /** Tells of a message by its name; its targets are called so. */
    Announcer(PerennialListener listener, String message, List<String> places) {
        this.places = places;
        this.listener = listener;
        this.message = message;
    }

    void sending(int attempt, Call call, long now) {
        if (startedAt < 0) {
            startedAt = now;
        }
        add(
                call.shape() == Call.Shape.ORIGINAL
                        ? new PerennialEvent.Attempt(message, attempt)
                        : new PerennialEvent.Resume(message, attempt, call.shape()));
    }

    void observed(StreamEvent event) {
        switch (event) {
            case StreamEvent.Decided decided -> add(broken(decided));
            case StreamEvent.Waiting waits -> add(new PerennialEvent.Wait(message, waits.attempt(), waits.delay()));
            case StreamEvent.Joined joined -> add(new PerennialEvent.Seam(message, joined.attempt(), joined.proof()));
            case StreamEvent.FirstContent first ->
                add(new PerennialEvent.FirstToken(message, first.attempt(), first.after()));
            case StreamEvent.Gap gap -> add(new PerennialEvent.Gap(message, gap.attempt(), gap.phase(), gap.lasted()));
            case StreamEvent.Outage outage ->
                add(new PerennialEvent.Outage(
                        message, outage.attempt(), outage.cause(), outage.lasted(), outage.left()));
            case StreamEvent.FellBack fell ->
                add(new PerennialEvent.FellBack(message, fell.attempt(), places.get(fell.target()), fell.cause()));
            case StreamEvent.NetworkChanged changed -> add(new PerennialEvent.NetworkChanged(message));
            case StreamEvent.ClockJumped jumped -> {}
        }
    }

    private PerennialEvent broken(StreamEvent.Decided decided) {
        return decided.cause() instanceof Cause.Stalled stalled
                ? new PerennialEvent.Stall(message, decided.attempt(), stalled.phase(), stalled.after(), decided.rule())
                : new PerennialEvent.Break(message, decided.attempt(), decided.cause(), decided.rule());
    }

    void ended(Outcome outcome, long now) {
        add(new PerennialEvent.End(message, outcome, Duration.ofNanos(Math.max(0, now - startedAt))));
    }

    private void add(PerennialEvent event) {
        waiting.add(event);
    }

    /** Tells what is waiting, unless another thread is at it. */
    void announce() {
        while (!waiting.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                tellAll();
            } finally {
                telling.set(false);
            }
        }
    }

    private void tellAll() {
        for (PerennialEvent next = waiting.poll(); next != null; next = waiting.poll()) {
            tell(next);
        }
    }

    private void tell(PerennialEvent event) {
        try {
            listener.on(event);
        } catch (Throwable e) { // whatever it throws: a message goes on, and its threads with it
            LOG.log(
                    Level.WARNING,
                    "A listener failed at " + event.getClass().getSimpleName() + "; it is told the next events.",
                    e);
        }
    }
}
