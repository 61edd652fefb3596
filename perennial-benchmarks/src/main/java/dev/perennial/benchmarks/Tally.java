package dev.perennial.benchmarks;

/** Adds up what became of broken texts. Not thread-safe. */
final class Tally {

    private int texts;
    private int same;
    private int right;
    private int breaks;
    private int proven;
    private int lossy;
    private int asked;
    private double again;

    void add(MendedText mended) {
        texts++;
        same += mended.isWhole() ? 1 : 0;
        breaks += mended.breaks();
        right += mended.breaks() - (mended.isWhole() ? 0 : 1);
        proven += mended.proven();
        lossy += mended.lossy();
        asked += mended.asks();
        again += 100.0 * mended.boughtAgain() / mended.whole().length();
    }

    int breaks() {
        return breaks;
    }

    int lossy() {
        return lossy;
    }

    /** Texts that are what they would have been without any break, in per cent. */
    double identical() {
        return 100.0 * same / texts;
    }

    /** Breaks behind which the text is what it would have been, in per cent; a text is given up at the first that is not. */
    double mended() {
        return 100.0 * right / breaks;
    }

    double proven() {
        return 100.0 * proven / breaks;
    }

    double asks() {
        return (double) asked / breaks;
    }

    /** Text that was written once more, per break, in per cent of the whole text. */
    double again() {
        return again / breaks;
    }
}
