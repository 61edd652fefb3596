package dev.perennial.governor.limit;

/**
 * What a server's answer tells of one dimension.
 *
 * @param limit the limit per minute; 0 if it was not told
 * @param low the least that may be left, in whole amounts; {@link Long#MIN_VALUE} if nobody knows
 * @param high the most that may be left; {@link Long#MAX_VALUE} if nobody knows
 */
public record Sighting(long limit, long low, long high) {

    /** Nothing was told. */
    public static final Sighting NOTHING = new Sighting(0, Long.MIN_VALUE, Long.MAX_VALUE);

    /** A limit of which nobody knows how much is left. */
    public static Sighting ofLimit(long limit) {
        return new Sighting(limit, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Whether it tells what is left. */
    public boolean tellsLevel() {
        return high != Long.MAX_VALUE || tellsLeast();
    }

    /** Whether it tells what is left at least. */
    boolean tellsLeast() {
        return low != Long.MIN_VALUE;
    }

    /** This for a server that may or may not have counted so much already of what we count. */
    public Sighting notCountingYet(long amount) {
        return tellsLeast() ? new Sighting(limit, low - amount, high) : this;
    }

    /** This for a server that may have counted so much already of what we do not count yet. */
    public Sighting countingAhead(long amount) {
        return high == Long.MAX_VALUE ? this : new Sighting(limit, low, high + amount);
    }
}
