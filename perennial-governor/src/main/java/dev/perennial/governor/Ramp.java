package dev.perennial.governor;

/**
 * Lets the use of input grow by less than twice a minute: the API refuses sharp increases (code {@code ramp_limit_exceeded}). How
 * it computes them is not documented; after such a refusal growth is gentler. Not safe for use by several threads.
 */
final class Ramp {

    private static final long SLOT = 5_000_000_000L;
    private static final int MINUTE = 12;

    /** So little is not thought to be sharp. */
    private static final long LEAST_FREE = 1_000_000;

    /** However often it refuses, a server lets this much come. */
    private static final long LEAST_AFTER_REFUSAL = 100_000;

    private static final double LEAST_GROWTH = 1.2;

    private final long[] slots = new long[2 * MINUTE];
    private long slot = Long.MIN_VALUE;
    private long free = Long.MAX_VALUE;
    private double growth = 1.75;
    private long slotOfRefusal;

    /** When so many tokens may go; now if they may. The first of a minute always may. */
    long at(long tokens, long limit, long now) {
        advance(now);
        long used = sum(0);
        double most = Math.max((double) Math.min(free, Math.max(LEAST_FREE, limit / 4)), growth * sum(MINUTE));
        return used == 0 || used + tokens <= most ? now : (slot + 1) * SLOT;
    }

    /** Counts tokens, or with a negative number takes back what was counted too much. */
    void add(long tokens, long now) {
        advance(now);
        int index = index(slot);
        slots[index] = Math.max(0, slots[index] + tokens);
    }

    /** An increase was too sharp: what has come in this minute is more than is free. */
    void refused(long now) {
        advance(now);
        free = Math.max(LEAST_AFTER_REFUSAL, Math.min(free, sum(0) * 85 / 100));
        growth = Math.max(LEAST_GROWTH, 1 + (growth - 1) * 0.85);
        slotOfRefusal = slot;
    }

    private long sum(int from) {
        long sum = 0;
        for (int i = from; i < from + MINUTE; i++) {
            sum += slots[index(slot - i)];
        }
        return sum;
    }

    private int index(long number) {
        return (int) Math.floorMod(number, (long) slots.length);
    }

    private void advance(long now) {
        long current = Math.floorDiv(now, SLOT);
        long first = Math.max(slot == Long.MIN_VALUE ? current : slot + 1, current - slots.length + 1);
        for (long number = first; number <= current; number++) {
            slots[index(number)] = 0;
        }
        slot = Math.max(slot, current);
        recover();
    }

    /** What was refused once may pass later: a quarter more is tried after each minute without a refusal. */
    private void recover() {
        while (free < Long.MAX_VALUE / 2 && slot - slotOfRefusal >= MINUTE) {
            free += free / 4;
            slotOfRefusal += MINUTE;
        }
    }
}
