package dev.perennial.stream.clocks;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * What gaps are kept apart by.
 *
 * @param origin where the model is served, as a host and port
 * @param model the model that is asked
 * @param effort how hard it is asked to think; empty if that is left to the model
 * @param phase what the stream was busy with
 * @param size how large the input was, where that counts: the class of {@link InputSize}; else 0
 */
public record ClockKey(String origin, String model, String effort, Phase phase, int size) {

    static final Comparator<ClockKey> ORDER = Comparator.comparing(ClockKey::origin)
            .thenComparing(ClockKey::model)
            .thenComparing(ClockKey::effort)
            .thenComparing(ClockKey::phase)
            .thenComparingInt(ClockKey::size);

    public ClockKey {
        requireNonNull(origin, "origin");
        requireNonNull(model, "model");
        requireNonNull(effort, "effort");
        if (requireNonNull(phase, "phase") == Phase.SENDING) {
            throw new IllegalArgumentException("phase is SENDING, in which no clock runs");
        }
        if (size < 0 || size > InputSize.LARGEST) {
            throw new IllegalArgumentException("size is " + size + " but has to be from 0 to " + InputSize.LARGEST);
        }
    }

    /** The same for larger inputs. */
    ClockKey withSize(int other) {
        return new ClockKey(origin, model, effort, phase, other);
    }
}
