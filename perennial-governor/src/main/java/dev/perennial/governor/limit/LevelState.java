package dev.perennial.governor.limit;

/**
 * How full a bucket is in one dimension.
 *
 * @param limit the limit per minute that is reckoned with
 * @param known whether a server told the limit; else it is an assumption
 * @param low the least that is left, in whole amounts; negative for a debt
 * @param high the most that is left
 * @param foreign what others seem to take per minute
 * @param nanosUntilFull when it will be full if nothing is taken
 */
public record LevelState(long limit, boolean known, long low, long high, long foreign, long nanosUntilFull) {}
