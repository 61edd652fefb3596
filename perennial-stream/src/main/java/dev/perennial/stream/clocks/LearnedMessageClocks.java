package dev.perennial.stream.clocks;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The clocks of one message whose gaps teach others. It keeps a few gaps before it tells them: a lock for each would cost more. */
final class LearnedMessageClocks implements MessageClocks {

    private static final int ROOM = 64;

    /** What a gap counts in the mean of the stream's own. */
    private static final double SHARE = 1.0 / 128;

    /** A pause does not make a stream slow: a gap counts there for no more than so many times the mean, or so long. */
    private static final double UNUSUAL = 8;

    private static final double SHORT = 1e8;

    private final Timings timings;
    private final String origin;
    private final FixedThresholds cold;
    private final Set<Phase> exact;
    private final Clocks.Request request;

    private final byte[] buckets = new byte[ROOM];
    private int count;
    private long nanos;
    private Phase phase = Phase.HEAD;

    private final int sizeOfRequest;
    private int sizeOfInput;
    private double textMean = -1;

    LearnedMessageClocks(
            Timings timings, String origin, FixedThresholds cold, Set<Phase> exact, Clocks.Request request) {
        this.timings = timings;
        this.origin = origin;
        this.cold = cold;
        this.exact = exact;
        this.request = request;
        this.sizeOfRequest = InputSize.ofBytes(request.bytes());
        this.sizeOfInput = sizeOfRequest;
    }

    @Override
    public Optional<Duration> progress(Phase wanted, int attempt) {
        Optional<Duration> usual = cold.progress(wanted, attempt);
        if (exact.contains(wanted)) {
            return usual;
        }
        return wanted == Phase.HEAD && attempt > 1 ? usual.map(this::laterHead) : usual.map(c -> limit(wanted, c));
    }

    /** A server that is there should answer soon, unless it never does. */
    private Duration laterHead(Duration usual) {
        Duration nearlyAll = timings.nearlyAll(keyOf(Phase.HEAD)).multipliedBy(2);
        return nearlyAll.compareTo(usual) > 0 ? nearlyAll : usual;
    }

    private Duration limit(Phase wanted, Duration usual) {
        tell();
        return timings.limit(keyOf(wanted), usual, wanted == Phase.TEXT ? Math.max(0, textMean) : 0)
                .patience();
    }

    @Override
    public Optional<Duration> bytes(Optional<Duration> pingPeriod) {
        return cold.bytes(pingPeriod);
    }

    @Override
    public void input(long uncachedTokens) {
        sizeOfInput = InputSize.ofTokens(uncachedTokens);
    }

    @Override
    public void went(Phase in, long lasted) {
        if (in != phase || count == ROOM) {
            tell();
            phase = in;
        }
        buckets[count++] = (byte) GapHistogram.bucket(lasted);
        nanos += lasted;
        if (in == Phase.TEXT) {
            textMean = textMean < 0 ? timings.recentMean(keyOf(in)) : textMean;
            textMean += (Math.min((double) lasted, Math.max(UNUSUAL * textMean, SHORT)) - textMean) * SHARE;
        }
    }

    @Override
    public void stalled(Phase in, long lasted) {
        tell();
        Gaps stopped = timings.gaps(keyOf(in));
        stopped.addCut(lasted, timings.now());
        stopped.incident().stalled(timings.now());
    }

    @Override
    public void ended() {
        tell();
        timings.gaps(keyOf(phase)).incident().ended();
    }

    private void tell() {
        if (count > 0) {
            timings.gaps(keyOf(phase)).add(buckets, count, nanos, timings.now());
            count = 0;
            nanos = 0;
        }
    }

    private ClockKey keyOf(Phase of) {
        int size = of == Phase.HEAD ? sizeOfRequest : of == Phase.FIRST_TOKEN ? sizeOfInput : 0;
        return new ClockKey(origin, request.model(), request.effort(), of, size);
    }
}
