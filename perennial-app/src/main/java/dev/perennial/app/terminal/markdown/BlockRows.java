package dev.perennial.app.terminal.markdown;

import dev.perennial.app.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.ThematicBreak;

/** The rows of a block of Markdown. */
final class BlockRows {

    /** Longer lines of prose are hard to read, however wide the screen is. */
    private static final int PROSE = 100;

    private static final int RULE = 40;

    /** With less there is no room to indent what is nested. */
    private static final int NARROWEST = 4;

    private final int width;

    BlockRows(int width) {
        this.width = Math.max(NARROWEST, width);
    }

    List<Row> of(Node node) {
        return switch (node) {
            case Heading heading -> prose(heading, headingStyles(heading.getLevel()));
            case Paragraph paragraph -> prose(paragraph, Set.of());
            case BulletList list -> new ListRows(width).of(list, -1, "");
            case OrderedList list ->
                new ListRows(width).of(list, orElse(list.getMarkerStartNumber(), 1), delimiter(list));
            case BlockQuote quote -> quoted(quote);
            case FencedCodeBlock code -> code(code, code.getLiteral(), 1);
            case IndentedCodeBlock code -> code(code, code.getLiteral(), 0);
            case TableBlock table -> new TableRows(width).of(table);
            case ThematicBreak rule -> List.of(rule(rule));
            case HtmlBlock html -> code(html, html.getLiteral(), 0);
            case LinkReferenceDefinition definition -> List.of();
            default -> prose(node, Set.of());
        };
    }

    /** The blocks within another, with a blank row between them where the source has a blank line. */
    List<Row> children(Node parent) {
        List<Row> rows = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
            if (child.getPrevious() != null && isApart(child.getPrevious(), child)) {
                rows.add(Row.blank());
            }
            rows.addAll(of(child));
        }
        return rows;
    }

    /** Whether a blank line lies between two blocks, or they need one to be told apart. */
    static boolean isApart(Node before, Node after) {
        List<SourceSpan> last = before.getSourceSpans();
        List<SourceSpan> first = after.getSourceSpans();
        return last.isEmpty()
                || first.isEmpty()
                || first.getFirst().getLineIndex() - last.getLast().getLineIndex() > 1;
    }

    /** Rows behind a mark, which stands on the first of them. */
    static List<Row> indented(List<Row> rows, Span first, Span rest) {
        List<Row> indented = new ArrayList<>();
        for (Row row : rows) {
            List<Span> spans = new ArrayList<>();
            spans.add(indented.isEmpty() ? first : rest);
            spans.addAll(row.spans());
            indented.add(new Row(spans, row.from(), row.to()));
        }
        return indented;
    }

    private List<Row> prose(Node block, Set<Style> styles) {
        List<Row> rows = new ArrayList<>();
        for (List<Span> line : Inlines.of(block, styles, Places.start(block, 0))) {
            rows.addAll(Wrapping.words(line, Math.min(width, PROSE)));
        }
        return rows;
    }

    private static Set<Style> headingStyles(int level) {
        return switch (level) {
            case 1 -> Set.of(Style.BOLD, Style.UNDERLINED);
            case 2 -> Set.of(Style.BOLD);
            default -> Set.of(Style.BOLD, Style.ITALIC);
        };
    }

    /** Whether what is nested in so many columns can be indented. */
    static boolean canIndent(int width, int indent) {
        return width - indent >= NARROWEST;
    }

    private List<Row> quoted(BlockQuote quote) {
        if (!canIndent(width, 2)) {
            return children(quote);
        }
        Span bar = MarkdownLayout.decoration("│ ");
        return indented(new BlockRows(width - 2).children(quote), bar, bar);
    }

    /** Indented, so that it can be copied without anything that is not code. */
    private List<Row> code(Node block, String literal, int firstLine) {
        List<Row> rows = new ArrayList<>();
        int place = firstLine == 0 ? Places.start(block, 0) : Places.endOfFirstLine(block) + 1;
        int number = firstLine;
        for (String line : literal.split("\n", -1)) {
            place = Places.line(block, number, place);
            rows.addAll(codeLine(line, place));
            place += line.length() + 1;
            number++;
        }
        if (literal.endsWith("\n")) {
            rows.removeLast();
        }
        Span indent = Span.decoration("  ");
        return indented(rows, indent, indent);
    }

    /** An empty line has a place too: that of its end. */
    private List<Row> codeLine(String line, int place) {
        Set<Style> styles = Set.of(Style.CYAN);
        return line.isEmpty()
                ? List.of(Row.of(List.of(new Span("", styles, place, true))))
                : Wrapping.characters(new Span(line, styles, place), width - 2);
    }

    private Row rule(ThematicBreak rule) {
        String line = "─".repeat(Math.min(width, RULE));
        return Row.of(List.of(new Span(line, Set.of(Style.DIM), Places.start(rule, 0), true)));
    }

    private static String delimiter(OrderedList list) {
        String delimiter = list.getMarkerDelimiter();
        return delimiter == null ? "." : delimiter;
    }

    private static int orElse(Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }
}
