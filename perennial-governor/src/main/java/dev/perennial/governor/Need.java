package dev.perennial.governor;

/**
 * The input that a request needs of the limit: what the cache does not hold.
 *
 * @param expected as estimated
 * @param most the careful side of the estimate
 * @param least the hopeful side
 */
record Need(long expected, long most, long least) {

    static Need of(InputEstimate input, long warm) {
        long expected = Math.max(0, input.expected() - warm);
        long most = Math.max(expected, input.most() - warm);
        return new Need(expected, most, Math.max(0, 2 * expected - most));
    }
}
