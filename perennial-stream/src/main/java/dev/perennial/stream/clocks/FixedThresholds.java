package dev.perennial.stream.clocks;

import java.time.Duration;
import java.util.Optional;

/**
 * Thresholds that never change.
 *
 * @param head for the status line of the first attempt
 * @param laterHead for that of later ones: a connection that answered before should do so again, or is dead
 * @param firstToken from the head to the first content block
 * @param text inside a text block
 * @param toolInput inside the input of a tool call
 * @param thinking inside thinking, compaction, server tools and blocks of unknown type
 * @param betweenBlocks between two blocks
 * @param ending from the stop reason to the last event
 * @param bytes without any byte, once pings were seen; never less than four ping periods
 */
public record FixedThresholds(
        Duration head,
        Duration laterHead,
        Duration firstToken,
        Duration text,
        Duration toolInput,
        Duration thinking,
        Duration betweenBlocks,
        Duration ending,
        Duration bytes)
        implements Thresholds {

    /** What the project's documents give as defaults. */
    public static final FixedThresholds DEFAULT = new FixedThresholds(
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofSeconds(120),
            Duration.ofSeconds(25),
            Duration.ofSeconds(90),
            Duration.ofSeconds(900),
            Duration.ofSeconds(120),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));

    private static final int PINGS_MISSED = 4;

    public FixedThresholds {
        requirePositive("head", head);
        requirePositive("laterHead", laterHead);
        requirePositive("firstToken", firstToken);
        requirePositive("text", text);
        requirePositive("toolInput", toolInput);
        requirePositive("thinking", thinking);
        requirePositive("betweenBlocks", betweenBlocks);
        requirePositive("ending", ending);
        requirePositive("bytes", bytes);
    }

    @Override
    public Optional<Duration> progress(Phase phase, int attempt) {
        return switch (phase) {
            case SENDING -> Optional.empty();
            case HEAD -> Optional.of(attempt == 1 ? head : laterHead);
            case FIRST_TOKEN -> Optional.of(firstToken);
            case TEXT -> Optional.of(text);
            case TOOL_INPUT -> Optional.of(toolInput);
            case THINKING, SERVER_TOOL -> Optional.of(thinking);
            case BETWEEN_BLOCKS -> Optional.of(betweenBlocks);
            case ENDING -> Optional.of(ending);
        };
    }

    @Override
    public Optional<Duration> bytes(Optional<Duration> pingPeriod) {
        return pingPeriod.map(p -> p.multipliedBy(PINGS_MISSED)).map(p -> p.compareTo(bytes) > 0 ? p : bytes);
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " is " + value + " but has to be more than nothing");
        }
    }
}
