package dev.perennial.benchmarks.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The samples of all routes under one plan, by name. Not thread-safe.
 *
 * @param plan what they were measured under
 * @param samples those of each route, one a round
 */
record Series(LoadPlan plan, Map<String, List<Sample>> samples) {

    static Series of(LoadPlan plan) {
        return new Series(plan, new LinkedHashMap<>());
    }

    void add(String route, Sample sample) {
        samples.computeIfAbsent(route, _ -> new ArrayList<>()).add(sample);
    }

    double median(String route, ToDoubleFunction<Sample> figure) {
        return median(of(route).stream().mapToDouble(figure).toArray());
    }

    /** By how much one route is above another, as the median of the rounds; empty if one was not measured. */
    Optional<Double> difference(String route, String other, ToDoubleFunction<Sample> figure) {
        double[] differences = new double[Math.min(of(route).size(), of(other).size())];
        Arrays.setAll(
                differences,
                i -> figure.applyAsDouble(of(route).get(i))
                        - figure.applyAsDouble(of(other).get(i)));
        return differences.length == 0 ? Optional.empty() : Optional.of(median(differences));
    }

    /** How many times the other one it is, as the median of the rounds; empty if one was not measured. */
    Optional<Double> ratio(String route, String other, ToDoubleFunction<Sample> figure) {
        double[] ratios = new double[Math.min(of(route).size(), of(other).size())];
        Arrays.setAll(
                ratios,
                i -> figure.applyAsDouble(of(route).get(i))
                        / figure.applyAsDouble(of(other).get(i)));
        return ratios.length == 0 ? Optional.empty() : Optional.of(median(ratios));
    }

    List<Sample> of(String route) {
        return samples.getOrDefault(route, List.of());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
