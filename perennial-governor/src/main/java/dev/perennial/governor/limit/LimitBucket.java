package dev.perennial.governor.limit;

/**
 * The limits of one pool: a token bucket for each dimension, refilled continuously, taken from together or not at all.
 *
 * <p>What is left is known as a range, since estimates are uncertain, servers round, and others may use the same limits:
 * requests are let go by its lower end. Times are nanoseconds that do not go back; a reading before an earlier one counts as
 * that one.
 *
 * <p>Whoever gives a bucket to several threads or processes makes each call atomic; {@code LimitBucketContract} in the tests
 * is what every implementation has to pass.
 */
public interface LimitBucket {

    /** Takes from all dimensions if each holds what is required, else from none. */
    Taking take(Demand demand, long now);

    /**
     * Puts right what was taken.
     *
     * @param low what the lower end gets back; negative for what is taken in addition, down to a debt
     * @param high what the upper end gets back
     */
    void correct(Amounts low, Amounts high, long now);

    /**
     * Takes note of what a server told of one dimension.
     *
     * <p>The range is cut to what was told. Where the two exclude each other the server is right: downwards at once, and the
     * difference counts as traffic of others; upwards when a second sighting agrees. A changed limit is followed at once. What
     * is told of requests only ever lowers the range: servers tell a minute's worth and may enforce a second's. So does what is told
     * of a limit of which the user allows only a part.
     */
    void sight(Dimension dimension, Sighting sighting, long now);

    /**
     * A request was refused although there seemed to be enough in one dimension: others draw on it.
     */
    void missed(Dimension dimension, long now);

    /**
     * Reckons with another limit, as an assumption; what was used stays used.
     *
     * @param limit per minute, 1 or more
     */
    void assume(Dimension dimension, long limit, long now);

    /** How full it is in one dimension. */
    LevelState level(Dimension dimension, long now);

    /** What it holds at most in one dimension. */
    long capacity(Dimension dimension);
}
