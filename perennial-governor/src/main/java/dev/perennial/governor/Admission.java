package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A request may go.
 *
 * @param waited how long it waited
 * @param oversize whether it is larger than the limit of a minute: it goes alone, and others wait until its debt is paid
 * @param reservedInput the input tokens that are set aside for it, those not thought to be cached
 */
public record Admission(Duration waited, boolean oversize, long reservedInput) {

    public Admission {
        requireNonNull(waited, "waited");
    }
}
