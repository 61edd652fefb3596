package dev.perennial.governor.limit;

/**
 * How much of one limit is left, as a range from {@code low} to {@code high}.
 *
 * <p>Counted in parts: one token has as many as a minute has nanoseconds, so that a limit of one a minute brings one part each
 * nanosecond and refill is exact. Not safe for use by several threads.
 */
final class Level {

    /** The parts of one token. */
    private static final long TOKEN = 60_000_000_000L;

    /** The highest limit that is told apart from none; parts of a bucket of it fit twice into a {@code long}. */
    private static final long MOST = 50_000_000;

    /** The deepest debt, in tokens. */
    private static final long DEEPEST = -2 * MOST;

    /** How long a bucket has to be full before something larger than it goes: ours may be ahead of the server's. */
    private static final long SURELY_FULL = 500_000_000L;

    /** The same for one that holds but a second's worth. */
    private static final long SOON_FULL = 100_000_000L;

    /** Servers round what is left to thousands; what is less apart than two such roundings agrees. */
    private static final long ROUNDING = 2_000;

    private final int windowsPerMinute;
    private final long surelyFull;
    private final ForeignTraffic foreign;

    private long perMinute;
    private long capacity;
    private long low;
    private long high;
    private long at;
    private long fullSince;
    private long reported;
    private boolean upSeen;

    /** A full level. */
    Level(long limit, int windowsPerMinute, long now) {
        this.windowsPerMinute = windowsPerMinute;
        this.at = now;
        this.foreign = new ForeignTraffic(windowsPerMinute > 1);
        this.surelyFull = windowsPerMinute == 1 ? SURELY_FULL : SOON_FULL;
        this.fullSince = now - surelyFull;
        resize(limit);
        low = capacity;
        high = capacity;
    }

    void advance(long now) {
        long elapsed = now - at;
        if (elapsed <= 0) {
            return;
        }
        boolean wasFull = low == capacity;
        long toFull = nanosToFull();
        at = now;
        low = risen(low, foreign.net(perMinute), elapsed);
        high = risen(high, perMinute, elapsed);
        foreign.fade(elapsed);
        if (!wasFull && low == capacity) {
            fullSince = now - Math.max(0, elapsed - toFull);
        }
    }

    private long risen(long level, long rate, long elapsed) {
        return elapsed >= Math.ceilDiv(capacity - level, rate) ? capacity : level + elapsed * rate;
    }

    /** The nanoseconds until there is so much; until it is surely full, if so much never fits. */
    long nanosUntil(long amount) {
        long wanted = parts(Math.max(0, amount));
        if (wanted > capacity) {
            return low < capacity ? nanosToFull() + surelyFull : Math.max(0, fullSince + surelyFull - at);
        }
        return low >= wanted ? 0 : Math.ceilDiv(wanted - low, foreign.net(perMinute));
    }

    private long nanosToFull() {
        return Math.ceilDiv(capacity - low, foreign.net(perMinute));
    }

    void add(long toLow, long toHigh) {
        low = bounded(low, toLow);
        high = Math.max(low, bounded(high, toHigh));
    }

    private long bounded(long level, long tokens) {
        long added = Math.clamp(tokens, DEEPEST / 2, MOST) * TOKEN;
        return Math.min(capacity, level < 0 && added < parts(DEEPEST) - level ? parts(DEEPEST) : level + added);
    }

    /** Reckons with a limit that a server told; returns whether that is another than before. */
    boolean told(long allowed, long limit) {
        boolean changed = reported != limit;
        reported = limit;
        if (changed) {
            assume(allowed);
        }
        return changed;
    }

    /** Whether it is the server's limit that is reckoned with, not a lower one of the user's. */
    boolean isTheServers() {
        return reported == 0 || perMinute == Math.min(reported, MOST);
    }

    /** Reckons with another limit; what was used stays used. */
    void assume(long limit) {
        long used = capacity - low;
        long usedAtLeast = capacity - high;
        resize(limit);
        low = Math.max(parts(DEEPEST), capacity - used);
        high = Math.max(low, capacity - usedAtLeast);
    }

    private void resize(long limit) {
        perMinute = Math.clamp(limit, 1, MOST);
        capacity = parts(Math.max(1, perMinute / windowsPerMinute));
        low = Math.min(low, capacity);
        high = Math.min(high, capacity);
    }

    /** What was reckoned under another limit is void. */
    void restart(Sighting sighting, boolean raises) {
        foreign.forget();
        upSeen = false;
        if (sighting.tellsLevel()) {
            high = Math.min(capacity, parts(sighting.high()));
            low = raises && sighting.tellsLeast() ? Math.min(high, parts(sighting.low())) : Math.min(low, high);
        }
    }

    void sight(Sighting sighting, boolean raises) {
        long least = parts(sighting.low());
        long most = Math.max(least, parts(sighting.high()));
        if (most < low) {
            lower(sighting.tellsLeast() ? least : most, most);
        } else if (least > high) {
            raise(Math.min(capacity, least), Math.min(capacity, most), raises);
        } else {
            upSeen = false;
            high = Math.min(high, most);
            low = raises ? Math.max(low, least) : low;
        }
    }

    /** Rounding only pushes the range down; what is more shows that others draw on the limit, and then nothing above is sure. */
    private void lower(long least, long most) {
        upSeen = false;
        long gap = (low - most) / TOKEN;
        boolean rounding = gap <= Math.clamp(capacity() / 20, 1, ROUNDING);
        high = most;
        low = rounding ? most : Math.min(most, least);
        if (!rounding) {
            foreign.drew(gap, perMinute);
        }
    }

    /** What seemed to be there was not. */
    void missed() {
        low = Math.min(low, 0);
        high = Math.min(high, Math.max(low, 0));
        foreign.drewUnseen(perMinute);
    }

    private void raise(long least, long most, boolean raises) {
        if (upSeen && raises) {
            low = least;
            high = most;
        }
        upSeen = !upSeen;
    }

    long capacity() {
        return capacity / TOKEN;
    }

    LevelState state() {
        return new LevelState(
                perMinute,
                reported > 0,
                Math.floorDiv(low, TOKEN),
                Math.floorDiv(high, TOKEN),
                foreign.perMinute(perMinute),
                nanosToFull());
    }

    private static long parts(long tokens) {
        return Math.clamp(tokens, DEEPEST, 2 * MOST) * TOKEN;
    }
}
