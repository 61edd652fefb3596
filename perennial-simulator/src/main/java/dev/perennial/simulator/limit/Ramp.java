package dev.perennial.simulator.limit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A limit on sharp increases: in one window of time no more input tokens than {@code factor} times those of the window
 * before, or than {@code tokens} if that is more. The API documents that there is such a limit, not how it is computed.
 *
 * @param window the length of a window; positive, at most a day
 * @param tokens what is always allowed in a window; positive
 * @param factor how much more each window may bring; 1 or more
 */
public record Ramp(Duration window, long tokens, double factor) {

    public Ramp {
        requireNonNull(window, "window");
        if (!window.isPositive() || window.compareTo(Duration.ofDays(1)) > 0 || tokens < 1 || !(factor >= 1)) {
            throw new IllegalArgumentException("A ramp of window " + window + ", tokens " + tokens + ", factor "
                    + factor + " is none: give a window of at most a day, 1 token or more, a factor of 1 or more.");
        }
    }
}
