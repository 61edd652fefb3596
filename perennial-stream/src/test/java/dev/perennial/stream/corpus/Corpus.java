package dev.perennial.stream.corpus;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Broken texts of every kind, by their number: equal numbers give equal texts. Short ones mostly, now and then one of ten
 * thousand characters; more than a third of them cut where they repeat themselves. Immutable.
 */
public final class Corpus {

    private static final int LONG = 10_000;

    /** Of a hundred texts, how many are cut where they are known to repeat themselves. */
    private static final int REPEATING = 42;

    /** The broken text of this number, which may be any. */
    public CorpusText text(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return text(TextKind.ALL.get(random.nextInt(TextKind.ALL.size())), random);
    }

    /** The broken text of this number, of this kind. */
    public CorpusText text(TextKind kind, long seed) {
        return text(kind, new SplittableRandom(seed));
    }

    private static CorpusText text(TextKind kind, RandomGenerator random) {
        Pen pen = new Pen(random, length(random));
        kind.write(pen);
        return random.nextInt(100) < REPEATING ? repeating(kind, pen, random) : elsewhere(kind, pen, random);
    }

    private static CorpusText repeating(TextKind kind, Pen pen, RandomGenerator random) {
        int[] repeats = pen.repeats();
        if (repeats.length > 0 && random.nextBoolean()) {
            return new CorpusText(kind, pen.text(), repeats[random.nextInt(repeats.length)]);
        }
        Doubled doubled = Doubled.of(pen.text(), random);
        return new CorpusText(kind, doubled.whole(), doubled.cut());
    }

    private static CorpusText elsewhere(TextKind kind, Pen pen, RandomGenerator random) {
        String text = pen.text();
        List<Integer> cues = pen.cues();
        if (!cues.isEmpty() && random.nextBoolean()) {
            return new CorpusText(kind, text, cues.get(random.nextInt(cues.size())));
        }
        return new CorpusText(kind, text, Place.any(random).in(text, random));
    }

    private static int length(RandomGenerator random) {
        int share = random.nextInt(100);
        if (share < 3) {
            return 1 + random.nextInt(100);
        }
        if (share < 70) {
            return 100 + random.nextInt(400);
        }
        return share < 99 ? 500 + random.nextInt(random.nextInt(2_500) + 1) : LONG;
    }
}
