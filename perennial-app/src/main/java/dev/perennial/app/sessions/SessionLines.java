package dev.perennial.app.sessions;

import dev.perennial.agent.SessionState;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.app.terminal.Printable;
import dev.perennial.app.terminal.Style;
import dev.perennial.app.terminal.markdown.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A session in the list of sessions, in a few lines for people. */
public final class SessionLines {

    private static final String INDENT = "  ";
    private static final Duration DAYS = Duration.ofDays(2);

    private final Instant now;
    private final int columns;
    private final boolean styled;

    /**
     * @param columns how wide a line may be
     * @param styled whether lines may have colours
     */
    public SessionLines(Instant now, int columns, boolean styled) {
        this.now = now;
        this.columns = columns;
        this.styled = styled;
    }

    /** Its lines. */
    public List<String> of(SessionRow row) {
        SessionState state = SessionState.of(row);
        List<String> lines = new ArrayList<>();
        String left = Printable.line(row.id(), Integer.MAX_VALUE) + INDENT;
        String rest = fitting("%-11s  %s".formatted(state.word(), facts(row)), columns - left.length());
        String word = rest.substring(0, Math.min(rest.length(), state.word().length()));
        lines.add(left + painted(state, word) + rest.substring(word.length()));
        lines.add(INDENT + painted(title(row.head()), Style.BOLD));
        if (state == SessionState.INTERRUPTED) {
            lines.add(INDENT + "its process died; to go on: ./perennial resume " + row.id());
        }
        return lines;
    }

    private String title(SessionHead head) {
        String title = Printable.line(head.title(), Integer.MAX_VALUE);
        return fitting(title.isEmpty() ? "(nothing was said yet)" : title, columns - INDENT.length());
    }

    private String facts(SessionRow row) {
        SessionHead head = row.head();
        String cost = head.simulated() ? "simulated" : String.format(Locale.ROOT, "$%.4f", head.dollars());
        return String.format(
                Locale.ROOT,
                "%s ago · %s · %,d tokens · %s",
                age(Duration.between(row.written(), now)),
                Printable.line(head.model(), Integer.MAX_VALUE),
                head.tokens(),
                cost);
    }

    private static String age(Duration age) {
        if (age.compareTo(DAYS) >= 0) {
            return age.toDays() + " days";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }

    private static String fitting(String text, int columns) {
        return columns <= 0 ? "" : Row.fitting(text, columns);
    }

    private String painted(SessionState state, String word) {
        return switch (state) {
            case RUNNING -> painted(word, Style.CYAN);
            case ASKS, INTERRUPTED -> painted(word, Style.YELLOW);
            case FAILED -> painted(word, Style.RED);
            case IDLE -> word;
        };
    }

    private String painted(String text, Style style) {
        return styled ? Style.paint(Set.of(style), text) : text;
    }
}
