package dev.perennial.app.terminal;

import dev.perennial.app.terminal.markdown.Row;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bottom of a terminal: what is printed there for good, below it rows that still change, below these a footer.
 *
 * <p>Rows that change are drawn anew where they stand, but only while they are on the screen: what has scrolled off is never
 * touched. No row is as wide as the screen, so that none is wrapped by the terminal and rows can be counted. Thread-safe.
 */
public final class Screen {

    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";
    private static final String NEXT_LINE = "\r\n";

    /** How many rows a footer has at most. */
    private static final int FOOTER = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final PrintStream out;
    private final Supplier<Size> size;
    private List<String> shown = List.of();
    private List<String> footer = List.of();
    private int growing;
    private int width;
    private @Nullable Consumer<String> editor;

    /**
     * How large the terminal is.
     *
     * @param columns its width, at least 1
     * @param rows its height, at least 1
     */
    public record Size(int columns, int rows) {

        /** What terminals had for half a century; for those that do not know. */
        public static final Size USUAL = new Size(80, 24);

        public Size {
            columns = columns > 0 ? columns : USUAL.columns;
            rows = rows > 0 ? rows : USUAL.rows;
        }
    }

    /** A screen on whose last line nothing stands yet. */
    public Screen(PrintStream out, Supplier<Size> size) {
        this.out = out;
        this.size = size;
        this.width = Integer.MAX_VALUE;
    }

    /** How wide rows may be. */
    public int width() {
        return Math.max(1, size.get().columns() - 1);
    }

    /**
     * Leaves what still changes as it is if it cannot be reached any more, because the terminal has become smaller and may have
     * wrapped it: what is shown from now on begins below.
     *
     * @return whether that was so
     */
    boolean leaveIfOutOfReach() {
        lock.lock();
        try {
            int now = width();
            boolean lost = !shown.isEmpty()
                    && (now < width || shown.size() > size.get().rows());
            width = now;
            if (lost) {
                leave();
            }
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Shows rows that stay, and below them rows that may change, in place of those that could change before.
     *
     * @return how many of the latter cannot change any more, since they do not fit on the screen
     */
    int show(List<Row> finished, List<Row> rows) {
        lock.lock();
        try {
            int gone = Math.max(0, rows.size() - room());
            List<String> all = new ArrayList<>();
            finished.forEach(row -> all.add(row.ansi()));
            rows.forEach(row -> all.add(row.ansi()));
            draw(all, finished.size() + gone);
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /** A line editor has the last rows from now on: lines are its to print, above what is typed. No text may be growing. */
    public void lend(Consumer<String> above) {
        lock.lock();
        try {
            editor = above;
        } finally {
            lock.unlock();
        }
    }

    /** The editor has left the cursor at the beginning of a row. */
    public void takeBack() {
        lock.lock();
        try {
            editor = null;
        } finally {
            lock.unlock();
        }
    }

    /** Prints lines that stay, above the footer or the editor and above nothing else: no text may be growing. */
    public void line(String ansi) {
        lock.lock();
        try {
            if (editor != null) {
                editor.accept(ansi);
                return;
            }
            List<String> lines = List.of(ansi.split("\n", -1));
            draw(lines, lines.size());
        } finally {
            lock.unlock();
        }
    }

    /** Shows rows below all others until others take their place; those that there is no room for are left out. */
    public void footer(List<Row> rows) {
        lock.lock();
        try {
            footer = rows.stream()
                    .limit(Math.clamp(size.get().rows() - 2L, 0, FOOTER))
                    .map(Row::ansi)
                    .toList();
            draw(List.copyOf(shown.subList(0, growing)), 0);
        } finally {
            lock.unlock();
        }
    }

    private int room() {
        return Math.max(1, size.get().rows() - 1 - FOOTER);
    }

    private void draw(List<String> rows, int finished) {
        List<String> all = new ArrayList<>(rows);
        all.addAll(footer);
        StringBuilder text = new StringBuilder();
        int same = same(all);
        if (same < shown.size()) {
            up(text, shown.size() - 1 - same);
            text.append(all.size() < shown.size() ? CLEAR_BELOW : "");
        } else if (!shown.isEmpty() && all.size() > same) {
            text.append(NEXT_LINE);
        }
        for (int i = same; i < all.size(); i++) {
            text.append(i > same ? NEXT_LINE : "").append(all.get(i));
            text.append(i < shown.size() ? CLEAR_LINE : "");
        }
        shown = List.copyOf(all.subList(finished, all.size()));
        growing = rows.size() - finished;
        if (shown.isEmpty() && !all.isEmpty()) {
            text.append(NEXT_LINE);
        }
        out.append(text);
        out.flush();
    }

    /** How many rows stand there already; not all of the new ones, since the cursor has to come to the end of the last. */
    private int same(List<String> all) {
        int same = 0;
        while (same < Math.min(shown.size(), all.size()) && shown.get(same).equals(all.get(same))) {
            same++;
        }
        return same == all.size() && same < shown.size() ? Math.max(0, same - 1) : same;
    }

    private static void up(StringBuilder text, int rows) {
        text.append('\r');
        if (rows > 0) {
            text.append("\033[").append(rows).append('A');
        }
    }

    private void leave() {
        StringBuilder text = new StringBuilder();
        int below = shown.size() - growing;
        if (below > 0) {
            up(text, below - 1);
            text.append(CLEAR_BELOW);
        } else {
            text.append(NEXT_LINE);
        }
        out.append(text);
        out.flush();
        shown = List.of();
        growing = 0;
    }

    /** Whether nobody takes what is printed any more. */
    boolean isGone() {
        return out.checkError();
    }
}
