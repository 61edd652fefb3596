package dev.perennial.governor.estimate;

/**
 * How finely a model looks at images: one token for each tile of 28 by 28 pixels, after the image was made small enough for the
 * longest edge and the most tokens (platform.claude.com, "Vision").
 */
public enum ImageTokens {
    /** Models up to 4.6. */
    STANDARD(1568, 1568),
    /** Models from 4.7 on. */
    FINE(2576, 4784);

    private static final int TILE = 28;

    /** The tokenizer of models from 4.7 on gives English prose fewer characters a token than this. */
    private static final double OLD_TOKENIZER = 3.0;

    private final int longestEdge;
    private final int mostTokens;

    ImageTokens(int longestEdge, int mostTokens) {
        this.longestEdge = longestEdge;
        this.mostTokens = mostTokens;
    }

    /** How finely the model with this tokenizer looks: both changed with 4.7. */
    public static ImageTokens of(double charactersPerToken) {
        return charactersPerToken > OLD_TOKENIZER ? STANDARD : FINE;
    }

    /**
     * The tokens of an image.
     *
     * @param width in pixels, 1 or more
     * @param height in pixels, 1 or more
     */
    public long tokens(long width, long height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("An image of " + width + " by " + height + " pixels is none");
        }
        double scale = Math.min(1, (double) longestEdge / Math.max(width, height));
        long tokens = tiles(width * scale) * tiles(height * scale);
        while (tokens > mostTokens) {
            scale *= Math.min(0.999, Math.sqrt((double) mostTokens / tokens));
            tokens = tiles(width * scale) * tiles(height * scale);
        }
        return tokens;
    }

    private static long tiles(double pixels) {
        return Math.max(1, (long) Math.ceil(Math.floor(pixels) / TILE));
    }
}
