package dev.perennial.app;

import dev.perennial.gateway.ServedRequest;
import dev.perennial.gateway.ServedRequest.ServedMessage;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** What a gateway served, in one line. Never content, and no credentials. */
final class AccessLine {

    /** A shorter wait for a turn is not worth a word. */
    private static final Duration NOTICED = Duration.ofMillis(50);

    private AccessLine() {}

    static String of(ServedRequest request) {
        StringJoiner line = new StringJoiner(" · ");
        String status =
                request.status().isPresent() ? String.valueOf(request.status().getAsInt()) : "gone";
        line.add(request.method() + " " + printable(request.path()) + " " + status + " " + seconds(request.lasted()));
        request.message().ifPresent(message -> add(message, line));
        if (!request.key().isEmpty()) {
            line.add("for " + printable(request.key()));
        }
        if (!request.client().isEmpty()) {
            line.add(printable(request.client()));
        }
        return line.toString();
    }

    private static void add(ServedMessage message, StringJoiner line) {
        Outcome outcome = message.outcome();
        List<AttemptReport> attempts = outcome.report().attempts();
        line.add(model(
                printable(message.model()), printable(outcome.report().message().model())));
        if (message.queued().compareTo(NOTICED) >= 0) {
            line.add("queued " + seconds(message.queued()));
        }
        message.firstContent().ifPresent(after -> line.add("first " + seconds(after)));
        if (attempts.size() > 1) {
            line.add(attempts.size() + " attempts (" + causes(attempts) + ")" + resumes(attempts));
        }
        line.add(tokens(attempts));
        line.add(message.outcome().code());
    }

    /** With the one that answered in its place; another form of the same name is no other model. */
    private static String model(String asked, String answered) {
        return asked.contains(answered) || answered.contains(asked) ? asked : asked + " → " + answered;
    }

    private static String causes(List<AttemptReport> attempts) {
        return String.join(
                ", ",
                attempts.stream()
                        .map(AttemptReport::cause)
                        .flatMap(Optional::stream)
                        .map(Cause::code)
                        .toList());
    }

    private static String resumes(List<AttemptReport> attempts) {
        long resumes =
                attempts.stream().filter(a -> a.shape() != Call.Shape.ORIGINAL).count();
        return resumes == 0 ? "" : ", " + resumes + " resumed";
    }

    private static String tokens(List<AttemptReport> attempts) {
        TokenUsage all = attempts.stream().map(AttemptReport::usage).reduce(TokenUsage.NONE, TokenUsage::plus);
        return all.prompt() + " + " + all.output() + " tokens";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** What clients sent must not steer the terminal of whoever reads it. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
