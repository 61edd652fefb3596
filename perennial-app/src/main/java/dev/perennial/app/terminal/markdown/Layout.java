package dev.perennial.app.terminal.markdown;

import java.util.List;

/** Makes rows of a source that may still grow. */
@FunctionalInterface
public interface Layout {

    /**
     * The blocks of the source, in order.
     *
     * @param source the text
     * @param width how many columns there are
     * @param whole whether nothing more comes
     */
    List<Block> blocks(String source, int width, boolean whole);

    /**
     * What stands and falls together: a paragraph, a list, a table.
     *
     * @param start the place in the source behind the last line of the block before
     * @param apart whether a blank line lies between the two; the first of the rows is then blank
     * @param rows what it looks like
     */
    record Block(int start, boolean apart, List<Row> rows) {

        public Block {
            rows = List.copyOf(rows);
        }
    }
}
