package dev.perennial.governor.estimate;

import dev.perennial.models.Tokenizer;
import java.util.List;

/**
 * How many tokens the characters of each kind come to with one model, learned from every response by recursive least squares. Not
 * safe for use by several threads.
 */
final class Calibration {

    /** Letters, digits, symbols, accented letters, ideographs, and what each block costs besides. */
    private static final int KINDS = 6;

    /** How far off the first assumptions may be, as a part of them. */
    private static final double FIRST_DOUBT = 0.5;

    /** How much a text differs from the average of its kind, as a part of its tokens, with a few tokens in any case. */
    private static final double NOISE = 0.05;

    private static final double LEAST_NOISE = 8;

    /** What was learned from an observation counts half after a hundred more. */
    private static final double MEMORY = 0.993;

    private static final double LEARNING = 0.15;
    private static final double CAUTION = 2.5;
    private static final double LEAST_SPREAD = 0.01;
    private static final double MOST_SPREAD = 1.0;

    private final double[] tokens;
    private final double[][] doubt = new double[KINDS][KINDS];
    private double error = 0.10;

    Calibration(Tokenizer tokenizer) {
        double letter = 1 / (1.1 * tokenizer.charactersPerToken());
        tokens = new double[] {letter, 0.5, 0.45, 0.5, 1.1, 5};
        for (int i = 0; i < KINDS; i++) {
            doubt[i][i] = square(FIRST_DOUBT * tokens[i]);
        }
    }

    /** The tokens of these blocks, estimated. */
    double estimate(List<Segment> segments) {
        double known = segments.stream().mapToLong(Segment::known).sum();
        return known + product(tokens, amounts(segments));
    }

    /** By how much an estimate may be short, as a part of it. */
    double spread() {
        return Math.clamp(CAUTION * error, LEAST_SPREAD, MOST_SPREAD);
    }

    /** These blocks came to so many tokens. */
    void learn(List<Segment> segments, double real) {
        double estimate = estimate(segments);
        if (real <= 0 || estimate <= 0) {
            return;
        }
        error += LEARNING * (Math.min(1, Math.abs(real - estimate) / Math.max(real, estimate)) - error);
        correct(amounts(segments), real - estimate, square(Math.max(LEAST_NOISE, NOISE * real)));
    }

    private void correct(double[] amounts, double off, double noise) {
        double[] weighted = new double[KINDS];
        for (int i = 0; i < KINDS; i++) {
            weighted[i] = product(doubt[i], amounts);
        }
        double sum = noise + product(weighted, amounts);
        for (int i = 0; i < KINDS; i++) {
            tokens[i] = Math.max(0, tokens[i] + weighted[i] * off / sum);
            for (int j = 0; j < KINDS; j++) {
                doubt[i][j] = (doubt[i][j] - weighted[i] * weighted[j] / sum) / MEMORY;
            }
        }
        bound();
    }

    /** What is never seen is not to be doubted without end. */
    private void bound() {
        for (int i = 0; i < KINDS; i++) {
            if (doubt[i][i] > 1e4) {
                for (int j = 0; j < KINDS; j++) {
                    doubt[i][j] /= 2;
                    doubt[j][i] /= 2;
                }
            }
        }
    }

    private static double[] amounts(List<Segment> segments) {
        TextCount text = segments.stream().map(Segment::text).reduce(TextCount.NONE, TextCount::plus);
        return new double[] {
            text.letters(), text.digits(), text.symbols(), text.accented(), text.wide(), segments.size()
        };
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < KINDS; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double square(double number) {
        return number * number;
    }
}
