package dev.perennial.stream.clocks;

import java.time.Duration;

/**
 * Between what a learned patience may lie.
 *
 * @param floor never less, however even the gaps are
 * @param ceiling never more, however long they are
 */
record Bounds(Duration floor, Duration ceiling) {

    static Bounds of(Phase phase) {
        return switch (phase) {
            case SENDING, HEAD -> seconds(30, 120);
            case FIRST_TOKEN, BETWEEN_BLOCKS -> seconds(60, 300);
            case TEXT -> seconds(12, 60);
            // Both may be silent for as long as the model writes, and the next one for longer than all before.
            case TOOL_INPUT -> seconds(90, 300);
            case THINKING, SERVER_TOOL -> seconds(900, 900);
            case ENDING -> seconds(5, 30);
        };
    }

    private static Bounds seconds(long floor, long ceiling) {
        return new Bounds(Duration.ofSeconds(floor), Duration.ofSeconds(ceiling));
    }
}
