package dev.perennial.stream.recovery;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the reports of a message's attempts within bounds: patience of days makes thousands of attempts, and what a server
 * sends with an error is its own business. Not thread-safe.
 */
final class AttemptLog {

    private static final int FIRST = 100;
    private static final int LAST = 100;
    private static final int WHOLE = 4;

    private final List<AttemptReport> kept = new ArrayList<>();
    private Omitted omitted = Omitted.NONE;

    void add(AttemptReport report) {
        kept.add(report);
        int old = kept.size() - 1 - WHOLE;
        if (old >= 0) {
            kept.set(old, kept.get(old).shortened());
        }
        if (kept.size() > FIRST + LAST) {
            omitted = omitted.plus(kept.remove(FIRST));
        }
    }

    /** How many attempts there were, those that are left out too. */
    int count() {
        return kept.size() + omitted.attempts();
    }

    /** Why the last one broke, which it did. */
    Cause lastCause() {
        return kept.getLast().cause().orElseThrow();
    }

    /** The first hundred and the last hundred reports, in order, with what there is of the message. */
    Report report(Progress message) {
        return new Report(message, List.copyOf(kept), omitted);
    }

    /** What the attempts between them come to. */
    Omitted omitted() {
        return omitted;
    }
}
