package dev.perennial.governor.estimate;

import dev.perennial.governor.OutputEstimate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Predicts how long answers will be from how long earlier ones were: three in four were not longer. {@code max_tokens} is no
 * prediction, only the most there can be. Keeps the 1,000 labels used last. Not safe for use by several threads.
 */
public final class OutputHistory {

    private static final int MOST_LABELS = 1_000;

    /** Until something is known. */
    private static final long FIRST = 1_000;

    private static final double SHARE = 0.75;

    /** What was counted fades by half in some seventy answers. */
    private static final double FADES = 0.99;

    /** Four classes of length for each doubling. */
    private static final int CLASSES = 4 * 24;

    private final Map<String, double[]> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, double[]> eldest) {
            return size() > MOST_LABELS;
        }
    };

    /**
     * How long an answer is thought to be.
     *
     * @param label what kind of answer it is: the model, and what tells its uses apart
     * @param mostTokens its {@code max_tokens}, 0 or more
     */
    public OutputEstimate estimate(String label, long mostTokens) {
        double[] known = counts.get(label);
        long predicted = known == null ? FIRST : quantile(known);
        return new OutputEstimate(Math.min(predicted, mostTokens), mostTokens);
    }

    /** An answer had so many tokens. */
    public void learn(String label, long tokens) {
        double[] known = counts.computeIfAbsent(label, l -> new double[CLASSES]);
        for (int i = 0; i < CLASSES; i++) {
            known[i] *= FADES;
        }
        known[classOf(Math.max(1, tokens))]++;
    }

    private static long quantile(double[] known) {
        double all = 0;
        for (double count : known) {
            all += count;
        }
        int index = 0;
        for (double sum = known[0]; sum < SHARE * all && index < CLASSES - 1; sum += known[index]) {
            index++;
        }
        return (long) Math.ceil(Math.pow(2, (index + 1) / 4.0));
    }

    private static int classOf(long tokens) {
        return (int) Math.min(CLASSES - 1, Math.floor(4 * Math.log((double) tokens) / Math.log(2)));
    }
}
