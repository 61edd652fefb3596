package dev.perennial.simulator.internal.facts;

/** How finely a model looks at images (platform.claude.com, "Vision"): one token is a tile of 28 by 28 pixels. */
public enum ImageTier {
    /** Up to 4.6. */
    STANDARD(1_568, 1_568),
    /** From 4.7 on. */
    HIGH(2_576, 4_784);

    private static final int TILE = 28;

    private final int longestEdge;
    private final int mostTokens;

    ImageTier(int longestEdge, int mostTokens) {
        this.longestEdge = longestEdge;
        this.mostTokens = mostTokens;
    }

    /** The tokens of an image, which is made smaller first where it is too large. */
    public int tokens(int width, int height) {
        double scale = Math.min(1, (double) longestEdge / Math.max(width, height));
        return Math.min(mostTokens, tiles(width * scale) * tiles(height * scale));
    }

    private static int tiles(double pixels) {
        return Math.max(1, (int) Math.ceil(pixels / TILE));
    }
}
