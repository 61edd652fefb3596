package dev.perennial.app.terminal;

import dev.perennial.app.terminal.markdown.Layout;
import dev.perennial.app.terminal.markdown.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that is shown while it is being written: blocks that are whole stay, the block that grows is drawn anew whenever it looks
 * different. What of it has left the screen stays as it was; the place in the source where that ends tells what is still to be
 * shown, so that nothing is lost or shown twice, however its rows break.
 *
 * <p>Used by one thread at a time.
 */
final class GrowingText {

    /** With fewer characters it is not clear yet what begins: {@code -} may become a list, {@code #} a heading. */
    private static final int CLEAR = 4;

    private final Screen screen;
    private final Layout layout;
    private final StringBuilder source = new StringBuilder();
    private List<Row> growing = List.of();
    private int left;
    private boolean first = true;

    GrowingText(Screen screen, Layout layout) {
        this.screen = screen;
        this.layout = layout;
    }

    /** The text goes on. */
    void add(String piece) {
        source.append(Printable.of(piece));
        update(false);
    }

    /** The text is whole; another may begin. */
    void end() {
        if (isOpen()) {
            update(true);
        }
        source.setLength(0);
        left = 0;
        first = true;
    }

    /** Whether there is text that is not whole. */
    boolean isOpen() {
        return !source.isEmpty();
    }

    private void update(boolean whole) {
        if (screen.leaveIfOutOfReach()) {
            left = Math.max(left, end(growing));
        }
        List<Layout.Block> blocks = layout.blocks(source.toString(), screen.width(), whole);
        int finished = whole ? blocks.size() : finished(blocks);
        List<Row> stay = rows(blocks.subList(0, finished));
        int start = finished < blocks.size() ? blocks.get(finished).start() : 0;
        first = first && stay.isEmpty();
        growing = rows(blocks.subList(finished, blocks.size()));
        int gone = screen.show(stay, growing);
        if (gone > 0) {
            left = growing.get(gone).from();
            growing = growing.subList(gone, growing.size());
        }
        forget(new Layout.Part(0, start));
        forget(layout.dispensable(source.toString(), left));
    }

    private void forget(Layout.Part part) {
        if (part.length() > 0) {
            source.delete(part.from(), part.to());
            left = Math.max(0, left - part.length());
            growing = growing.stream().map(row -> row.moved(-part.length())).toList();
        }
    }

    /** All but the last; with it one more as long as the last has hardly begun. */
    private int finished(List<Layout.Block> blocks) {
        int last = blocks.size() - 1;
        if (last <= 0) {
            return 0;
        }
        String begun = source.substring(blocks.get(last).start()).stripLeading();
        return begun.length() < CLEAR && !begun.contains("\n") ? last - 1 : last;
    }

    private List<Row> rows(List<Layout.Block> blocks) {
        List<Row> rows = new ArrayList<>();
        for (Layout.Block block : blocks) {
            boolean apart = block.apart() && !(first && rows.isEmpty());
            List<Row> all = apart
                    ? block.rows()
                    : block.rows().subList(block.apart() ? 1 : 0, block.rows().size());
            all.stream()
                    .filter(row -> row.to() > left)
                    .map(row -> row.behind(left))
                    .forEach(rows::add);
        }
        return rows;
    }

    private static int end(List<Row> rows) {
        return rows.isEmpty() ? 0 : rows.getLast().to();
    }
}
