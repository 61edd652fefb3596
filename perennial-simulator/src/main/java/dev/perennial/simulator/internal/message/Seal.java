package dev.perennial.simulator.internal.message;

/**
 * What a genuine signature tells about its thinking block.
 *
 * @param shown whether the text was sent; if not, nobody looks at the text that comes back
 * @param text a digest of the text
 * @param generation the generation of the model that wrote it
 * @param bound whether that model's thinking is bound to what was before it
 * @param place where it was written
 */
public record Seal(boolean shown, long text, int generation, boolean bound, Place place) {

    /** Whether the block still has the text that was sent. */
    public boolean covers(String thinking) {
        return !shown || text == Signatures.digest(thinking);
    }
}
