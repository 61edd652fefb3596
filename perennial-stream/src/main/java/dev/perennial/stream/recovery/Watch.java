package dev.perennial.stream.recovery;

import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.MessageClocks;
import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The clocks of one attempt: how long since the last progress, how long since the last byte. They stand still while nobody
 * waits for bytes. Not thread-safe; times are nanoseconds of any origin.
 */
final class Watch {

    static final long NEVER = Long.MAX_VALUE;

    private static final Duration CENTURY = Duration.ofDays(36_500);

    /** A shorter time without progress is nothing to talk about. */
    private static final long LEAST_GAP = Duration.ofSeconds(1).toNanos();

    private static final int PART_OF_PATIENCE = 4;

    /** How long a connection that may be dead has to bring something: text comes often, pings are known, else it is anybody's guess. */
    private static final Duration PROOF_IN_TEXT = Duration.ofSeconds(5);

    private static final Duration PROOF = Duration.ofSeconds(20);
    private static final Duration LONGEST_PROOF = Duration.ofSeconds(30);

    private final MessageClocks clocks;
    private final Consumer<StreamEvent> listener;
    private final GapTally tally = new GapTally();

    private boolean running;
    private boolean waiting = true;
    private long waitingUntil;

    private int attempt;
    private int stalls;
    private Phase phase = Phase.SENDING;
    private long patience = NEVER;
    private long progressAt;

    private long byteAt;
    private long silence = NEVER;
    private long pingAt;
    private long pingPeriod;
    private boolean pinged;
    private long proofDue = NEVER;
    private boolean disturbed;

    /** The listener hears of progress that was long in coming, and of the pace of each attempt. */
    Watch(MessageClocks clocks, Consumer<StreamEvent> listener) {
        this.clocks = clocks;
        this.listener = listener;
    }

    /** A duration that can be added to a time: at most a century. */
    static long nanos(Duration duration) {
        return (duration.compareTo(CENTURY) < 0 ? duration : CENTURY).toNanos();
    }

    /** The clocks of another attempt, before which so many broke in a row because they made no progress. */
    void begin(int number, int stallsBefore, Phase first, long now) {
        attempt = number;
        stalls = stallsBefore;
        running = true;
        pinged = false;
        pingPeriod = 0;
        silence = NEVER;
        proofDue = NEVER;
        disturbed = false;
        byteAt = now;
        progressAt = now;
        become(first);
    }

    void stop() {
        running = false;
        List<GapCounts> counted = tally.take();
        if (!counted.isEmpty()) {
            listener.accept(new StreamEvent.Pace(attempt, counted));
        }
    }

    /** A phase begins, which is progress. */
    void enter(Phase next, long now) {
        went(now, next != Phase.HEAD);
        if (next != phase || patience == NEVER) {
            become(next);
        }
    }

    private void become(Phase next) {
        phase = next;
        patience = patienceFor(next).map(Watch::nanos).orElse(NEVER);
    }

    /** The request turned out to have so many tokens that no cache had. */
    void input(long uncachedTokens) {
        clocks.input(uncachedTokens);
        if (running) {
            become(phase);
        }
    }

    /** A server that made no progress so often may be slow, and not dead: no attempt is cut where the one before was. */
    private Optional<Duration> patienceFor(Phase next) {
        Optional<Duration> usual = clocks.progress(next, attempt);
        return next == Phase.HEAD || stalls == 0 ? usual : usual.map(this::grown);
    }

    private Duration grown(Duration usual) {
        Duration most = clocks.progress(Phase.THINKING, attempt).orElse(CENTURY);
        Duration grown = usual;
        for (int i = 0; i < stalls && grown.compareTo(most) < 0; i++) {
            grown = grown.multipliedBy(2);
        }
        return grown.compareTo(most) <= 0 ? grown : max(usual, most);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    void progress(long now) {
        went(now, true);
    }

    /** From how soon a server refuses nothing is learned about how soon it answers, nor from what came while the machine slept. */
    private void went(long now, boolean teaches) {
        long lasted = (waiting ? now : Math.min(now, waitingUntil)) - progressAt;
        if (lasted >= LEAST_GAP && lasted > patience / PART_OF_PATIENCE && lasted <= patience) {
            listener.accept(new StreamEvent.Gap(attempt, phase, Duration.ofNanos(lasted)));
        }
        if (running && waiting && teaches && !disturbed && lasted <= patience) {
            clocks.went(phase, lasted);
            tally.add(phase, lasted);
        }
        disturbed = false;
        progressAt = now;
    }

    void bytes(long now) {
        byteAt = now;
        proofDue = NEVER;
    }

    void ping(long now) {
        if (pinged) {
            pingPeriod = Math.max(pingPeriod, now - pingAt);
        }
        pinged = true;
        pingAt = now;
        Optional<Duration> period = pingPeriod == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(pingPeriod));
        silence = clocks.bytes(period).map(Watch::nanos).orElse(NEVER);
    }

    /** A time in which nobody waited does not count. */
    void demand(boolean now, long at) {
        if (waiting && !now) {
            waitingUntil = at;
        } else if (!waiting && now) {
            progressAt = withoutAbsence(progressAt, at);
            byteAt = withoutAbsence(byteAt, at);
            pingAt = withoutAbsence(pingAt, at);
            proofDue = proofDue == NEVER ? NEVER : Math.max(proofDue, at + nanos(proof()));
        }
        waiting = now;
    }

    /** What came while nobody waited makes the clock begin when somebody does again. */
    private long withoutAbsence(long since, long at) {
        return since + at - Math.max(since, waitingUntil);
    }

    /** The clocks begin anew, as after a sleep of the machine. */
    void restart(long now) {
        proofDue = proofDue == NEVER ? NEVER : now + nanos(proof());
        progressAt = now;
        byteAt = now;
        pingAt = now;
    }

    /** The connection may be dead without telling: it has to bring something soon. From the gap around it nothing is learned. */
    void doubt(long now) {
        if (running) {
            proofDue = Math.min(proofDue, now + nanos(proof()));
            disturbed = true;
        }
    }

    private Duration proof() {
        if (pingPeriod > 0) {
            Duration ping = Duration.ofNanos(pingPeriod).plus(PROOF_IN_TEXT);
            return ping.compareTo(LONGEST_PROOF) < 0 ? ping : LONGEST_PROOF;
        }
        return phase == Phase.TEXT ? PROOF_IN_TEXT : PROOF;
    }

    /** Whether somebody waits for bytes. */
    boolean isAwaited() {
        return waiting;
    }

    Phase phase() {
        return phase;
    }

    /** Whether the attempt broke because nothing came any more, not even a ping: its connection may be dead. */
    boolean isSilent(Cause cause) {
        return cause instanceof Cause.Silent || (cause instanceof Cause.Stalled && byteAt <= progressAt);
    }

    /** When patience ends; {@link #NEVER} if it does not. */
    long due() {
        return running && waiting ? Math.min(proofDue, Math.min(progressDue(), silenceDue())) : NEVER;
    }

    private long progressDue() {
        return patience == NEVER ? NEVER : progressAt + patience;
    }

    private long silenceDue() {
        return silence == NEVER ? NEVER : byteAt + silence;
    }

    /** The attempt was given up because of that. */
    void stalled(Cause.Stalled stall) {
        if (!disturbed) {
            clocks.stalled(stall.phase(), stall.after().toNanos());
        }
    }

    /** The attempt came to its end. */
    void ended() {
        clocks.ended();
    }

    /** What ended at {@code now}; empty if nothing did, or if patience has grown since the phase began. */
    Optional<Cause> expired(long now) {
        if (running && waiting && now >= progressDue()) {
            become(phase);
        }
        if (now < due() || due() == NEVER) {
            return Optional.empty();
        }
        return Optional.of(
                now >= progressDue()
                        ? new Cause.Stalled(phase, Duration.ofNanos(now - progressAt))
                        : new Cause.Silent(phase));
    }
}
