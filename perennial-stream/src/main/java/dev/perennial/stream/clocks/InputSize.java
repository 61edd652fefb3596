package dev.perennial.stream.clocks;

/** How large an input is, as far as the wait for its first token depends on it. */
public final class InputSize {

    /** The class of the largest inputs. */
    public static final int LARGEST = 4;

    /** Tokens in JSON take more, others less; too many only make for patience. */
    private static final int BYTES_OF_TOKEN = 4;

    private static final long FIRST_LIMIT = 8_192;
    private static final int FACTOR = 4;

    private InputSize() {}

    /** The class of an input with so many tokens that no cache has. */
    static int ofTokens(long tokens) {
        int size = 0;
        for (long limit = FIRST_LIMIT; tokens > limit && size < LARGEST; limit *= FACTOR) {
            size++;
        }
        return size;
    }

    /** The class of a request of which only the length is known. */
    static int ofBytes(long bytes) {
        return ofTokens(bytes / BYTES_OF_TOKEN);
    }

    /** The most tokens of a class; the largest has no limit, which is {@link Long#MAX_VALUE}. */
    public static long mostTokens(int size) {
        return size >= LARGEST ? Long.MAX_VALUE : FIRST_LIMIT << (2 * size);
    }

    /** Whether it counts in a phase. */
    public static boolean countsIn(Phase phase) {
        return phase == Phase.HEAD || phase == Phase.FIRST_TOKEN;
    }
}
