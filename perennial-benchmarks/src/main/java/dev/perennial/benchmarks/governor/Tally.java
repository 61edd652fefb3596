package dev.perennial.benchmarks.governor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts what comes of a trial. */
final class Tally {

    private final double[] perAgent;
    private final List<Long> waits = new ArrayList<>();
    private final List<Long> refusals = new ArrayList<>();
    private final List<double[]> admitted = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private long useful;
    private long wasted;
    private long lost;

    Tally(int agents) {
        perAgent = new double[agents];
    }

    void sent(long now) {
        sent.add(now);
    }

    void refused(long now) {
        refusals.add(now);
    }

    void admitted(Turn turn, long input, long now) {
        admitted.add(new double[] {now, input});
        waits.add(now - turn.asked());
        wasted += input - turn.freshTokens();
    }

    void completed(Turn turn) {
        useful += turn.freshTokens() + turn.outputTokens();
        perAgent[turn.agent()] += turn.freshTokens() + turn.outputTokens();
    }

    void lost() {
        lost++;
    }

    /** Tokens that had to be read or written in any case, of answers that are whole. */
    long useful() {
        return useful;
    }

    /** Input that counted because a cache had grown cold, or was not warm yet. */
    long wasted() {
        return wasted;
    }

    long lostTurns() {
        return lost;
    }

    long refusals() {
        return refusals.size();
    }

    long refusalsBetween(long start, long end) {
        return refusals.stream().filter(t -> t >= start && t < end).count();
    }

    long sentBetween(long start, long end) {
        return sent.stream().filter(t -> t >= start && t < end).count();
    }

    double refusedShare() {
        return sent.isEmpty() ? 0 : (double) refusals.size() / sent.size();
    }

    /** Input admitted between two times, per minute. */
    double inputPerMinute(long start, long end) {
        double sum = admitted.stream()
                .filter(a -> a[0] >= start && a[0] < end)
                .mapToDouble(a -> a[1])
                .sum();
        return sum * Events.MINUTE / (end - start);
    }

    /** Seconds that all but so many waited. */
    double waitSeconds(double quantile) {
        long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) (quantile * (sorted.length - 1))] / 1e9;
    }

    /** How equal the agents' shares are: 1 if they all are. */
    double jain() {
        double sum = Arrays.stream(perAgent).sum();
        double squares = Arrays.stream(perAgent).map(s -> s * s).sum();
        return squares == 0 ? 0 : sum * sum / (perAgent.length * squares);
    }
}
