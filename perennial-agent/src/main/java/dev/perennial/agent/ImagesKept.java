package dev.perennial.agent;

/**
 * How many images of tool results go along in a request: the newest. In place of older ones there is a text; the journal keeps them
 * all.
 *
 * <p>What was sent once changes then, from the first of these images on, so that the prompt cache does not fit there any more. So
 * images are left out many at a time, and not in each request.
 *
 * @param newest how many at least, as far as a request has room for them; with 0 none is ever sent
 */
public record ImagesKept(int newest) {

    /** All of them, or as many as a request may have. */
    public static final ImagesKept ALL = new ImagesKept(Integer.MAX_VALUE);

    /** So many more may go along before the older ones are left out: one request in as many is not read from the cache as a whole. */
    static final int BATCH = 20;

    /** A request takes 32 MB (Messages API, "Request size limits"); here is what images may take of it, as base64. */
    private static final long MOST_CHARACTERS = 24_000_000;

    /**
     * Refuses what is no number of images.
     *
     * @throws IllegalArgumentException if {@code newest} is less than 0
     */
    public ImagesKept {
        if (newest < 0) {
            throw new IllegalArgumentException("newest is " + newest + ", but has to be at least 0");
        }
    }

    /** Whether none is left out that a request can have. */
    public boolean isAll() {
        return equals(ALL);
    }

    /**
     * How many of the oldest to leave out before the next request.
     *
     * @param shown those that would go along
     * @param most how many a request may have
     */
    int tooMany(ShownImages shown, int most) {
        int kept = Math.min(newest, Math.max(0, most - BATCH));
        int older = Math.max(0, shown.count() - kept);
        if (kept == 0 || shown.charactersWithout(0) <= MOST_CHARACTERS) {
            return kept == 0 || older > BATCH ? older : 0;
        }
        return shown.charactersWithout(older) <= MOST_CHARACTERS ? older : shown.beyond(MOST_CHARACTERS / 2);
    }

    /** What stands in the place of an image that was left out; the model is not told to look again at what it would not see. */
    String inPlace() {
        return newest == 0
                ? "[An image, which is left out: this session shows no images.]"
                : "[An image, which is left out by now: only the newest are shown. Look at it again if it is needed.]";
    }
}
