package dev.perennial.simulator.internal.message;

/**
 * What a genuine signature tells about its thinking block.
 *
 * @param shown whether the text was sent; if not, nobody looks at the text that comes back
 * @param text a digest of the text
 * @param generation the generation of the model that wrote it
 * @param bound whether that model's thinking is bound to what was before it
 * @param place where the answer was written that it is of
 * @param ordinal its number among the thinking blocks of that answer, from 0
 * @param trail what was before the place
 */
public record Seal(boolean shown, long text, int generation, boolean bound, Place place, int ordinal, Trail trail) {

    /** Whether the block is the next one of the same answer after one with this seal. */
    public boolean continues(Seal before) {
        return place.equals(before.place) && ordinal == before.ordinal + 1;
    }

    /** Whether the block may stand next after one with this seal: one of another answer, or the one before it in the same. */
    public boolean follows(Seal before) {
        return !place.equals(before.place) || continues(before);
    }

    /** Whether the block still has the text that was sent. */
    public boolean covers(String thinking) {
        return !shown || text == Signatures.digest(thinking);
    }
}
