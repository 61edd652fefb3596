package dev.perennial.app.terminal.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** The rows of a list: its items are as far apart as in the source. */
final class ListRows {

    private static final String OPEN_TASK = "[ ] ";

    private final int width;

    ListRows(int width) {
        this.width = width;
    }

    /**
     * The rows.
     *
     * @param start the number of the first item; negative for a list without numbers
     */
    List<Row> of(ListBlock list, int start, String delimiter) {
        List<Row> rows = new ArrayList<>();
        int number = start;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (item.getPrevious() != null && isApart(item)) {
                rows.add(Row.blank());
            }
            rows.addAll(item(item, start < 0 ? bullet(item) : number + delimiter + " "));
            number++;
        }
        return rows;
    }

    /** A block in the item before may reach to where the blank line begins. */
    private static boolean isApart(Node item) {
        Node before = item.getPrevious();
        while (before.getLastChild() != null && before.getLastChild() instanceof org.commonmark.node.Block) {
            before = before.getLastChild();
        }
        return BlockRows.isApart(before, item);
    }

    private List<Row> item(Node item, String mark) {
        int indent = mark.length();
        if (!BlockRows.canIndent(width, indent)) {
            return below(mark, new BlockRows(width).children(item));
        }
        List<Row> rows = new BlockRows(width - indent).children(item);
        List<Row> shown = rows.isEmpty() ? List.of(Row.blank()) : rows;
        return BlockRows.indented(shown, MarkdownLayout.decoration(mark), Span.decoration(" ".repeat(indent)));
    }

    /** Where there is no room beside the mark. */
    private List<Row> below(String mark, List<Row> shown) {
        List<Row> rows = new ArrayList<>(Wrapping.words(List.of(MarkdownLayout.decoration(mark)), width));
        rows.addAll(shown);
        return rows;
    }

    /** A task has a box, as GitHub shows it. */
    private static String bullet(Node item) {
        if (item.getFirstChild() instanceof Paragraph paragraph && paragraph.getFirstChild() instanceof Text text) {
            String literal = text.getLiteral();
            boolean open = literal.startsWith(OPEN_TASK);
            if (open || literal.startsWith("[x] ") || literal.startsWith("[X] ")) {
                text.setLiteral(literal.substring(OPEN_TASK.length()));
                return open ? "☐ " : "☑ ";
            }
        }
        return "• ";
    }
}
