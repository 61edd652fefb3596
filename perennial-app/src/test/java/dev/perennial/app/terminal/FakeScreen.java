package dev.perennial.app.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A terminal as far as {@link Screen} uses it: what has scrolled off stays as it is, the cursor cannot reach it. */
final class FakeScreen {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int columns;
    private int rows;
    private int row;
    private int column;
    private int written;

    FakeScreen(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    Screen screen() {
        return new Screen(out, () -> new Screen.Size(columns, rows));
    }

    /** Terminals give up blank lines below the cursor first. */
    void resize(int newColumns, int newRows) {
        read();
        lines.subList(row + 1, lines.size()).clear();
        columns = newColumns;
        rows = newRows;
    }

    /** All lines from the first, without styles and without blanks at their ends. */
    List<String> lines() {
        read();
        List<String> all = new ArrayList<>(lines.stream()
                .map(StringBuilder::toString)
                .map(String::stripTrailing)
                .toList());
        while (!all.isEmpty() && all.getLast().isEmpty()) {
            all.removeLast();
        }
        return all;
    }

    private void read() {
        String text = bytes.toString(UTF_8);
        while (written < text.length()) {
            written = read(text, written);
        }
    }

    private int read(String text, int at) {
        char c = text.charAt(at);
        if (c == '\033') {
            int end = at + 2;
            while (text.charAt(end) < '@') {
                end++;
            }
            control(text.charAt(end), text.substring(at + 2, end));
            return end + 1;
        }
        switch (c) {
            case '\r' -> column = 0;
            case '\n' -> lineFeed();
            default -> put(c);
        }
        return at + 1;
    }

    private void lineFeed() {
        row++;
        if (row == lines.size()) {
            lines.add(new StringBuilder());
        }
    }

    private void put(char c) {
        if (column == columns) {
            column = 0;
            lineFeed();
        }
        StringBuilder line = lines.get(row);
        line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
        line.setCharAt(column, c);
        column++;
    }

    private void control(char command, String parameter) {
        switch (command) {
            case 'A' -> row = Math.max(Math.max(0, lines.size() - rows), row - Integer.parseInt(parameter));
            case 'K' -> lines.get(row).setLength(Math.min(column, lines.get(row).length()));
            case 'J' -> {
                lines.get(row).setLength(Math.min(column, lines.get(row).length()));
                for (int i = row + 1; i < lines.size(); i++) {
                    lines.get(i).setLength(0);
                }
            }
            case 'm' -> {}
            default -> throw new AssertionError("unknown: " + command);
        }
    }
}
