package dev.perennial.app.chat;

import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.Style;
import dev.perennial.app.terminal.markdown.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What stands below an answer while it comes: that there is work going on, what is queued, what is being typed. */
final class Footer {

    private static final int QUEUED_SHOWN = 2;

    private Footer() {}

    /** What is said of work that Ctrl-C stops. */
    static String working(Duration since) {
        return "· working " + since.toSeconds() + " s · Ctrl-C stops";
    }

    static List<Row> rows(Screen screen, String status, TypeAhead typed, Style... dim) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.plain(first(status, screen.width()), dim));
        List<String> queued = typed.queued();
        int hidden = Math.max(0, queued.size() - QUEUED_SHOWN);
        for (int i = hidden; i < queued.size(); i++) {
            String more = i == hidden && hidden > 0 ? " and " + hidden + " before" : "";
            rows.add(Row.plain(first("· queued" + more + ": " + oneLine(queued.get(i)), screen.width()), dim));
        }
        if (!typed.draft().isEmpty()) {
            rows.add(Row.plain("› " + last(oneLine(typed.draft()), screen.width() - 2)));
        }
        return rows;
    }

    private static String oneLine(String text) {
        return text.replace('\n', '⏎');
    }

    private static String first(String text, int columns) {
        return Row.fitting(text, columns);
    }

    /** The end of it is where one types. */
    private static String last(String text, int columns) {
        String reversed = new StringBuilder(text).reverse().toString();
        return new StringBuilder(Row.fitting(reversed, columns)).reverse().toString();
    }
}
