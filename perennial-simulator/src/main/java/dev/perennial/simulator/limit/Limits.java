package dev.perennial.simulator.limit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rate limits of the simulated API. Immutable.
 *
 * <p>Each credential has its own token buckets for each {@link RateClass}, refilled continuously. Input is what is not read
 * from the prompt cache: estimated when a request comes, put right when its answer begins. Output is charged while it is
 * generated, so a bucket can fall below zero; then no request is let in until it is back.
 *
 * @param classes the limits by {@link RateClass}; those of {@code *} hold for all others; a class without is not limited
 * @param requestWindow the time whose requests may come at once; shorter than a minute makes bursts fail, as the API may
 * @param ramp the limit on sharp increases
 * @param refusedCount whether a refused request counts against the limit of requests, which the API does not document
 * @param foreign what others use of the same limits
 * @param spend whether all requests are refused because money is spent
 */
public record Limits(
        Map<String, Rates> classes,
        Duration requestWindow,
        Optional<Ramp> ramp,
        boolean refusedCount,
        Rates foreign,
        SpendLimit spend) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** No limits at all. */
    public static final Limits OFF = new Limits(Map.of(), MINUTE, Optional.empty(), false, Rates.NONE, SpendLimit.NONE);

    /** The class that stands for all that are not named. */
    public static final String OTHERS = "*";

    public Limits {
        classes = Map.copyOf(classes);
        requireNonNull(ramp, "ramp");
        requireNonNull(foreign, "foreign");
        requireNonNull(spend, "spend");
        if (!requestWindow.isPositive() || requestWindow.compareTo(MINUTE) > 0) {
            throw new IllegalArgumentException(
                    "requestWindow " + requestWindow + " has to be positive and at most a minute.");
        }
        classes.forEach(Limits::requirePositive);
    }

    private static void requirePositive(String name, Rates rates) {
        for (Meter meter : Meter.values()) {
            if (rates.of(meter) < 1) {
                throw new IllegalArgumentException(
                        "The limit of " + meter.words() + " of class " + name + " has to be 1 or more.");
            }
        }
    }

    /** The same limits for every class. */
    public static Limits of(long requests, long inputTokens, long outputTokens) {
        return OFF.withClass(OTHERS, new Rates(requests, inputTokens, outputTokens));
    }

    /**
     * The limits of an account (platform.claude.com, "Rate limits", September 2026).
     *
     * @param name {@code start}, {@code build} or {@code scale}; empty for another
     */
    public static Optional<Limits> tier(String name) {
        return switch (name) {
            case "start" ->
                Optional.of(of(1_000, 2_000_000, 400_000)
                        .withFable(new Rates(1_000, 500_000, 100_000))
                        .withCounts(2_000));
            case "build" ->
                Optional.of(of(5_000, 5_000_000, 1_000_000)
                        .withFable(new Rates(2_000, 1_500_000, 300_000))
                        .withCounts(4_000));
            case "scale" ->
                Optional.of(of(10_000, 10_000_000, 2_000_000)
                        .withFable(new Rates(4_000, 4_000_000, 800_000))
                        .withCounts(8_000));
            default -> Optional.empty();
        };
    }

    /**
     * The limits of a text such as {@code start} or {@code requests=50,input=40000,output=8000}; what it does not name is
     * not limited.
     *
     * @throws IllegalArgumentException that says what it may be
     */
    public static Limits parse(String text) {
        return LimitsText.parse(text);
    }

    private Limits withFable(Rates rates) {
        return withClass("fable-5", rates).withClass("mythos", rates);
    }

    private Limits withCounts(long requests) {
        return withClass(RateClass.COUNT_TOKENS, new Rates(requests, Rates.MOST, Rates.MOST));
    }

    /** Whether there is anything that can refuse a request. */
    public boolean on() {
        return !classes.isEmpty() || spend != SpendLimit.NONE || ramp.isPresent();
    }

    /** The limits of a class; empty if it has none. */
    public Optional<Rates> of(String rateClass) {
        Rates others = classes.get(OTHERS);
        Rates own = classes.get(rateClass);
        return Optional.ofNullable(own != null ? own : others);
    }

    /** These limits with others for one class. */
    public Limits withClass(String rateClass, Rates rates) {
        Map<String, Rates> all = new LinkedHashMap<>(classes);
        all.put(rateClass, rates);
        return new Limits(all, requestWindow, ramp, refusedCount, foreign, spend);
    }

    /** These limits with another window for requests. */
    public Limits withRequestWindow(Duration window) {
        return new Limits(classes, window, ramp, refusedCount, foreign, spend);
    }

    /** These limits with a limit on sharp increases. */
    public Limits withRamp(Ramp value) {
        return new Limits(classes, requestWindow, Optional.of(value), refusedCount, foreign, spend);
    }

    /** These limits with refused requests counted or not. */
    public Limits withRefusedCount(boolean count) {
        return new Limits(classes, requestWindow, ramp, count, foreign, spend);
    }

    /** These limits with others using this much of them. */
    public Limits withForeign(Rates rates) {
        return new Limits(classes, requestWindow, ramp, refusedCount, rates, spend);
    }

    /** These limits with or without all requests refused. */
    public Limits withSpend(SpendLimit value) {
        return new Limits(classes, requestWindow, ramp, refusedCount, foreign, value);
    }
}
