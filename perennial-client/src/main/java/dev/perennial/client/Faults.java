package dev.perennial.client;

import dev.perennial.stream.recovery.ApiFault;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import java.util.Optional;

/** Finds what the API said about a message that did not come to its end. */
final class Faults {

    private Faults() {}

    /** The {@code error} event that the last attempt ended with, if it was one. */
    static Optional<ApiFault> inStream(Outcome outcome) {
        return outcome.report().attempts().reversed().stream()
                .findFirst()
                .flatMap(AttemptReport::cause)
                .filter(Cause.InStream.class::isInstance)
                .map(c -> ((Cause.InStream) c).fault());
    }
}
