package dev.perennial.app.terminal.markdown;

import dev.perennial.app.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One row of the screen.
 *
 * @param spans what it shows
 * @param from where in the source it begins
 * @param to where in the source the next row begins at the earliest
 */
public record Row(List<Span> spans, int from, int to) {

    public Row {
        spans = List.copyOf(spans);
    }

    /** A row of spans. */
    static Row of(List<Span> spans) {
        int from = spans.stream()
                .filter(Span::isInSource)
                .mapToInt(Span::source)
                .min()
                .orElse(Span.NOWHERE);
        int to = spans.stream()
                .filter(Span::isInSource)
                .mapToInt(Span::end)
                .max()
                .orElse(Span.NOWHERE);
        return new Row(spans, from, to);
    }

    /** A row of a text in styles, which is in no source. */
    public static Row plain(String text, Style... styles) {
        return of(List.of(Span.decoration(text, styles)));
    }

    /** As much of a text as fits into so many columns; what is left out is told by an ellipsis. */
    public static String fitting(String text, int columns) {
        StringBuilder fitting = new StringBuilder();
        int width = 0;
        for (String cluster : Cells.clusters(text)) {
            width += Cells.clusterWidth(cluster);
            if (width > columns) {
                return fitting.append('…').toString();
            }
            fitting.append(width == columns && fitting.length() + cluster.length() < text.length() ? "" : cluster);
        }
        return fitting.toString();
    }

    static Row blank() {
        return of(List.of());
    }

    /**
     * The rows, each in its place: behind the one before, and up to the next. Rows of which nothing is in the source stand between
     * their neighbours.
     *
     * @param start where the first begins at the earliest
     */
    static List<Row> placed(List<Row> rows, int start) {
        List<Row> placed = new ArrayList<>();
        int from = start - 1;
        int end = start;
        for (Row row : rows) {
            from = Math.max(from + 1, row.from < 0 ? end : row.from);
            end = Math.max(row.to, from + 1);
            if (!placed.isEmpty()) {
                Row before = placed.removeLast();
                placed.add(new Row(before.spans, before.from, Math.min(before.to, from)));
            }
            placed.add(new Row(row.spans, from, end));
        }
        return placed;
    }

    /** What of the row lies behind a place in the source; a row that ends behind it. */
    public Row behind(int place) {
        if (from >= place) {
            return this;
        }
        return new Row(spans.stream().map(span -> span.behind(place)).toList(), place, to);
    }

    /** The row of a source of which something was taken away, or added, before it. */
    public Row moved(int by) {
        return new Row(spans.stream().map(span -> span.moved(by)).toList(), from + by, to + by);
    }

    int width() {
        return spans.stream().mapToInt(span -> Cells.width(span.text())).sum();
    }

    /** What it shows, without styles. */
    public String text() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** What it shows, for a terminal. */
    public String ansi() {
        return spans.stream().map(Span::ansi).collect(Collectors.joining());
    }
}
