package dev.perennial.stream.recovery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An outcome in a sentence, for people. Never content. */
final class OutcomeText {

    private OutcomeText() {}

    static String of(Outcome outcome) {
        return "the message ended as " + outcome.code() + tried(outcome.report().attempts()) + ". " + outcome.advice();
    }

    /** What whoever did not let the last attempt go says about it. */
    static Optional<String> withheld(Report report) {
        return report.attempts().reversed().stream()
                .findFirst()
                .flatMap(AttemptReport::cause)
                .filter(Cause.Withheld.class::isInstance)
                .map(cause -> ((Cause.Withheld) cause).sentence());
    }

    private static String tried(List<AttemptReport> attempts) {
        if (attempts.isEmpty()) {
            return "";
        }
        AttemptReport last = attempts.getLast();
        String count = attempts.size() == 1 ? "1 attempt" : attempts.size() + " attempts";
        String cause =
                last.cause().map(c -> ", the last one ended by " + c.code()).orElse("");
        String after = String.format(Locale.ROOT, " after %.1f s", last.lasted().toMillis() / 1000.0);
        String request = last.requestId().map(id -> " (request " + id + ")").orElse("");
        return " after " + count + cause + (cause.isEmpty() ? "" : after) + request;
    }
}
