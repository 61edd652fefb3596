package dev.perennial.app.export;

import dev.perennial.agent.RunResult;
import dev.perennial.agent.journal.SessionHead;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/**
 * How the facts of a session are told in a transcript.
 *
 * @param usage says in one line what a run used
 * @param zone in which times are told
 * @param thinking whether it has what the model thought
 */
public record Facts(Function<RunResult, String> usage, ZoneId zone, boolean thinking) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ROOT);

    String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    static String title(SessionHead head) {
        String title = Plain.of(head.title()).strip();
        return title.isEmpty() ? "A session in which nothing was said" : title;
    }

    static String cost(SessionHead head) {
        String tokens = String.format(Locale.ROOT, "%,d tokens", head.tokens());
        return head.simulated()
                ? tokens + ", simulated, no cost"
                : String.format(Locale.ROOT, "%s, $%.4f", tokens, head.dollars());
    }
}
