package dev.perennial.simulator.internal.limit;

/**
 * A token bucket with continuous refill, exact to the nanosecond: it counts parts of a token, of which a limit of 1 per
 * minute brings one each nanosecond. Not safe for use by several threads; its owner holds a lock.
 */
final class Bucket {

    /** One token. */
    private static final long PARTS = 60_000_000_000L;

    private long perMinute;
    private long capacity;
    private long level;
    private long at;

    /** A full bucket. */
    Bucket(long perMinute, long capacity, long now) {
        this.perMinute = perMinute;
        this.capacity = capacity * PARTS;
        this.level = this.capacity;
        this.at = now;
    }

    /** Changes the limit; what was used stays used, as far as it fits. */
    void resize(long newPerMinute, long newCapacity) {
        long used = capacity - level;
        perMinute = newPerMinute;
        capacity = newCapacity * PARTS;
        level = Math.max(-capacity, capacity - Math.min(used, 2 * capacity));
    }

    /** Lets time pass; others take {@code foreign} a minute, but nothing that is not there. */
    void advance(long now, long foreign) {
        long elapsed = now - at;
        if (elapsed <= 0) {
            return;
        }
        at = now;
        long debtPaid = level < 0 ? Math.min(elapsed, ceilDiv(-level, perMinute)) : 0;
        level = level < 0 ? Math.min(0, level + debtPaid * perMinute) : level;
        flow(elapsed - debtPaid, perMinute - foreign);
    }

    private void flow(long elapsed, long net) {
        if (net > 0) {
            level = elapsed >= ceilDiv(capacity - level, net) ? capacity : level + elapsed * net;
        } else if (net < 0 && level > 0) {
            level = elapsed >= ceilDiv(level, -net) ? 0 : level + elapsed * net;
        }
    }

    private static long ceilDiv(long amount, long rate) {
        return Math.ceilDiv(amount, rate);
    }

    /** The limit per minute. */
    long perMinute() {
        return perMinute;
    }

    /** Whole tokens left; negative if more was taken than there was. */
    long remaining() {
        return Math.floorDiv(level, PARTS);
    }

    boolean full() {
        return level == capacity;
    }

    /** The most that it holds. */
    long capacity() {
        return capacity / PARTS;
    }

    /** Takes tokens, down to a debt of a full bucket. */
    void take(long tokens) {
        level = Math.max(-capacity, level - Math.min(tokens, 2 * capacity()) * PARTS);
    }

    /** Takes tokens that are there. */
    void drain(long tokens) {
        if (level > 0) {
            level = Math.max(0, level - Math.min(tokens, capacity()) * PARTS);
        }
    }

    /** Gives tokens back, up to a full bucket. */
    void give(long tokens) {
        level = Math.min(capacity, level + Math.min(tokens, 2 * capacity()) * PARTS);
    }

    /** The nanoseconds until there are so many tokens, if nobody takes any; as if it were full if they never fit. */
    long nanosUntil(long tokens) {
        return Math.max(0, ceilDiv(Math.min(tokens, capacity()) * PARTS - level, perMinute));
    }

    /** The nanoseconds until it is full. */
    long nanosUntilFull() {
        return nanosUntil(capacity());
    }
}
