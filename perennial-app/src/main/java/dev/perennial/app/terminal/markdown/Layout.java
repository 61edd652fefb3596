package dev.perennial.app.terminal.markdown;

import java.util.List;

/** Makes rows of a source that may still grow. */
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
     * A part of the source that changes nothing of what is behind a place, so that it can be forgotten; empty if there is none.
     *
     * @param place up to here everything was shown for good
     */
    default Part dispensable(String source, int place) {
        return Part.NONE;
    }

    /** A part of the source, from one index up to another. */
    record Part(int from, int to) {

        static final Part NONE = new Part(0, 0);

        /** How long it is. */
        public int length() {
            return to - from;
        }
    }

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
