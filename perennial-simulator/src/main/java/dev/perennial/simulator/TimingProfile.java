package dev.perennial.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A model that writes as real ones are seen to: it reads before it writes, stumbles, thinks, and falls silent before
 * the values of a tool's input. All that varies follows from the simulator's seed.
 *
 * <p>The numbers of the named profiles are estimates, not measurements of the API: the ping interval, the healthy silent
 * gaps of 10 to 130 s while thinking and the longer time to the first token of long uncached prompts are what public bug
 * reports about stalled streams tell; speeds are of the order that public benchmarks of hosted models show.
 *
 * @param name how it is asked for, in kebab case
 * @param description what it stands for
 * @param queue the time before the model begins to read
 * @param perThousandUncached the time to read 1,000 tokens that are not in the prompt cache
 * @param perThousandCached the time to read 1,000 tokens that are
 * @param tokensPerSecond the speed of text and tool input; positive
 * @param thinkingTokensPerSecond the speed of thinking; positive
 * @param jitter how much each wait varies: 0.3 for 30 % more or less; from 0 to 1
 * @param hiccups how often the model stumbles for a while
 * @param toolPause the silence before each value of a tool's input, beside the time to write the value
 * @param serverTool the time that the API's own tools need
 * @param pingInterval the time from one {@code ping} to the next; positive
 */
public record TimingProfile(
        String name,
        String description,
        Duration queue,
        Duration perThousandUncached,
        Duration perThousandCached,
        double tokensPerSecond,
        double thinkingTokensPerSecond,
        double jitter,
        Hiccups hiccups,
        Duration toolPause,
        Duration serverTool,
        Duration pingInterval)
        implements Timing {

    /**
     * Silences in a healthy stream.
     *
     * @param perMillionTokens how many there are, on average, in a million tokens
     * @param shortest the shortest; positive
     * @param longest the longest; short ones are more frequent
     */
    public record Hiccups(int perMillionTokens, Duration shortest, Duration longest) {

        /** None at all. */
        public static final Hiccups NONE = new Hiccups(0, Duration.ofMillis(1), Duration.ofMillis(1));

        public Hiccups {
            if (perMillionTokens < 0 || perMillionTokens > 1_000_000) {
                throw new IllegalArgumentException(
                        "perMillionTokens " + perMillionTokens + " has to be from 0 to 1,000,000.");
            }
            if (!shortest.isPositive() || longest.compareTo(shortest) < 0) {
                throw new IllegalArgumentException(
                        "shortest " + shortest + " has to be positive and at most longest " + longest + ".");
            }
        }
    }

    /** A small, fast model on a quiet day. */
    public static final TimingProfile SWIFT = new TimingProfile(
            "swift",
            "a small, fast model on a quiet day",
            Duration.ofMillis(250),
            Duration.ofMillis(6),
            Duration.ofMillis(1),
            160,
            200,
            0.3,
            new Hiccups(300, Duration.ofMillis(300), Duration.ofSeconds(3)),
            Duration.ofMillis(150),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(15));

    /** A middling model on an ordinary day. */
    public static final TimingProfile TYPICAL = new TimingProfile(
            "typical",
            "a middling model on an ordinary day",
            Duration.ofMillis(700),
            Duration.ofMillis(20),
            Duration.ofMillis(3),
            70,
            80,
            0.4,
            new Hiccups(500, Duration.ofMillis(500), Duration.ofSeconds(10)),
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(15));

    /** A large model that thinks long: minutes of silence are healthy where thinking is omitted. */
    public static final TimingProfile PENSIVE = new TimingProfile(
            "pensive",
            "a large model that thinks slowly; minutes of silence are healthy",
            Duration.ofMillis(1_500),
            Duration.ofMillis(40),
            Duration.ofMillis(5),
            45,
            20,
            0.5,
            new Hiccups(800, Duration.ofSeconds(1), Duration.ofSeconds(25)),
            Duration.ofSeconds(2),
            Duration.ofSeconds(12),
            Duration.ofSeconds(20));

    /** Peak hours: slow starts, and pauses of up to two minutes that end well. */
    public static final TimingProfile CROWDED = new TimingProfile(
            "crowded",
            "peak hours: slow starts, and pauses of up to two minutes that end well",
            Duration.ofSeconds(6),
            Duration.ofMillis(90),
            Duration.ofMillis(15),
            25,
            15,
            0.8,
            new Hiccups(1_500, Duration.ofSeconds(2), Duration.ofSeconds(120)),
            Duration.ofSeconds(4),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30));

    public TimingProfile {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(hiccups, "hiccups");
        for (Duration wait : List.of(queue, perThousandUncached, perThousandCached, toolPause, serverTool)) {
            if (wait.isNegative()) {
                throw new IllegalArgumentException("No duration of profile " + name + " may be negative: " + wait);
            }
        }
        if (!(tokensPerSecond > 0) || !(thinkingTokensPerSecond > 0) || !pingInterval.isPositive()) {
            throw new IllegalArgumentException("Speeds and pingInterval of profile " + name + " have to be positive.");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter " + jitter + " has to be from 0 to 1.");
        }
    }

    /** The named profiles, from fast to slow. */
    public static List<TimingProfile> all() {
        return List.of(SWIFT, TYPICAL, PENSIVE, CROWDED);
    }

    /** The named profile; empty if there is none of this name. */
    public static Optional<TimingProfile> named(String name) {
        return all().stream().filter(p -> p.name.equals(name)).findFirst();
    }
}
