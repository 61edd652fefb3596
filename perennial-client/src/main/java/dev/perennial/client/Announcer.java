package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.Wait;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Report;
import dev.perennial.stream.recovery.StreamEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the listener of one message, in order. For those who write a driver of {@link
 * dev.perennial.stream.recovery.Recovery}: they report what their effects are asked for, and have it told where no lock is held.
 *
 * <pre>{@code
 * Announcer announcer = new Announcer(listener, name, List.of(model));
 * announcer.begun(model, uri);
 * announcer.announce();                       // on the caller's thread
 * announcer.sending(attempt, call, now);      // from Effects.send; likewise observed and ended
 * announcer.announce();                       // once the lock is given back
 * }</pre>
 *
 * <p>What is reported is guarded by the driver's lock; {@link #announce} may be called by any thread.
 */
public final class Announcer {

    private static final Logger LOG = System.getLogger(Announcer.class.getPackageName());

    private final Queue<PerennialEvent> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final PerennialListener listener;
    private final String message;
    private final List<String> places;

    private boolean started;
    private long startedAt;

    /** For a message of that name, whose targets are called so. */
    public Announcer(PerennialListener listener, String message, List<String> places) {
        this.listener = requireNonNull(listener, "listener");
        this.message = requireNonNull(message, "message");
        this.places = List.copyOf(places);
    }

    /** A call for a message is made. */
    public void begun(String model, String url) {
        Server server = Server.of(url);
        add(new PerennialEvent.Begin(message, model, server.host(), server.port()));
    }

    /** A request is about to be sent, once it may; {@code now} is a reading of the driver's clock, in nanoseconds. */
    public void asking(long now) {
        startedAt = started ? startedAt : now;
        started = true;
    }

    /** A request waits for its turn, and this is news of it. */
    public void queued(int attempt, Wait wait) {
        add(new PerennialEvent.Queued(message, attempt, wait));
    }

    /** A request that was {@link #queued} may go; said before {@link #sending}. */
    public void admitted(int attempt, Wait.Reason reason, Duration waited) {
        add(new PerennialEvent.Admitted(message, attempt, reason, waited));
    }

    /** A request is sent; {@code now} is a reading of the driver's clock, in nanoseconds. */
    public void sending(int attempt, Call call, long now) {
        asking(now);
        add(
                call.shape() == Call.Shape.ORIGINAL
                        ? new PerennialEvent.Attempt(message, attempt)
                        : new PerennialEvent.Resume(message, attempt, call.shape()));
    }

    /** The recovery told of something. */
    public void observed(StreamEvent event) {
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
            case StreamEvent.Pace pace -> add(new PerennialEvent.Pace(message, pace.attempt(), pace.gaps()));
            case StreamEvent.Answered answered -> {}
            case StreamEvent.Over over -> {}
            case StreamEvent.ClockJumped jumped -> {}
        }
    }

    private PerennialEvent broken(StreamEvent.Decided decided) {
        return decided.cause() instanceof Cause.Stalled stalled
                ? new PerennialEvent.Stall(message, decided.attempt(), stalled.phase(), stalled.after(), decided.rule())
                : new PerennialEvent.Break(message, decided.attempt(), decided.cause(), decided.rule());
    }

    /** The message is over. */
    public void ended(Outcome outcome, long now) {
        add(new PerennialEvent.End(message, outcome, Duration.ofNanos(started ? now - startedAt : 0)));
    }

    /**
     * The message is over for the recovery, whose last attempt was cancelled because its answer is to pass as it is: a whole
     * message that needs no care.
     */
    public void passed(Outcome cancelled, long now) {
        Report report = cancelled.report();
        List<AttemptReport> attempts = new ArrayList<>(report.attempts());
        if (!attempts.isEmpty()) {
            attempts.add(attempts.removeLast().unbroken());
        }
        ended(new Outcome.Complete(new Report(report.message(), attempts, report.omitted()), "", true), now);
    }

    private void add(PerennialEvent event) {
        waiting.add(event);
    }

    /** Tells what is waiting, unless another thread is at it. */
    public void announce() {
        while (!waiting.isEmpty() && !telling.isHeldByCurrentThread() && telling.tryLock()) {
            try {
                tellAll();
            } finally {
                telling.unlock();
            }
        }
    }

    /** Has all told that was reported before; for those who are about to hand on what it is about. */
    public void settle() {
        if (!telling.isHeldByCurrentThread()) {
            telling.lock();
            try {
                tellAll();
            } finally {
                telling.unlock();
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
