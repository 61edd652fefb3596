package dev.perennial.benchmarks.governor;

import java.util.ArrayList;
import java.util.List;

/** How far estimates of input are from the truth, once a conversation has had three turns. */
final class Errors {

    private static final int TURNS = 3;

    private final List<Double> ofPrompts = new ArrayList<>();
    private final List<Double> ofAdditions = new ArrayList<>();

    void add(Turn turn, long expected) {
        if (turn.number() >= TURNS) {
            double off = Math.abs(expected - turn.promptTokens());
            ofPrompts.add(off / turn.promptTokens());
            ofAdditions.add(off / turn.freshTokens());
        }
    }

    /** The error that all but so many do not exceed, as a part of the whole prompt. */
    double ofPrompts(double quantile) {
        return quantile(ofPrompts, quantile);
    }

    /** The same as a part of what was new in the prompt. */
    double ofAdditions(double quantile) {
        return quantile(ofAdditions, quantile);
    }

    private static double quantile(List<Double> errors, double quantile) {
        List<Double> sorted = errors.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) (quantile * (sorted.size() - 1)));
    }
}
