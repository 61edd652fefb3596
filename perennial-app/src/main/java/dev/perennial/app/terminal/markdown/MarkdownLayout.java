package dev.perennial.app.terminal.markdown;

import dev.perennial.app.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Markdown (CommonMark, with tables and strikethrough as GitHub has them) as rows of a terminal. */
public final class MarkdownLayout implements Layout {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), StrikethroughExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    @Override
    public List<Block> blocks(String source, int width, boolean whole) {
        Node document = PARSER.parse(whole ? source : OpenEnds.closed(source));
        List<Block> blocks = new ArrayList<>();
        int start = 0;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            List<Row> rows = new BlockRows(width).of(node);
            if (!rows.isEmpty()) {
                blocks.add(block(source, start, Places.start(node, start), rows));
            }
            start = endOfLine(source, Places.end(node, start));
        }
        return blocks;
    }

    /** Of code it is enough to know how it began: the lines in between, which may be thousands, need not be looked at again. */
    @Override
    public Part dispensable(String source, int place) {
        int fence = source.length() - source.stripLeading().length();
        int begin = source.indexOf('\n', fence) + 1;
        int end = source.lastIndexOf('\n', place - 1) + 1;
        if (begin == 0 || end <= begin || !isFence(source.substring(fence, begin))) {
            return Part.NONE;
        }
        boolean closed = source.substring(begin, end).lines().anyMatch(MarkdownLayout::isFence);
        return closed ? Part.NONE : new Part(begin, end);
    }

    private static boolean isFence(String line) {
        String text = line.stripLeading();
        return text.startsWith("```") || text.startsWith("~~~");
    }

    private static Block block(String source, int start, int text, List<Row> rows) {
        boolean apart = source.substring(start, Math.max(start, text)).contains("\n");
        List<Row> all = new ArrayList<>(apart ? List.of(Row.blank()) : List.of());
        all.addAll(rows);
        return new Block(start, apart, Row.placed(all, start));
    }

    private static int endOfLine(String source, int place) {
        int end = source.indexOf('\n', place);
        return end < 0 ? source.length() : end + 1;
    }

    static Span decoration(String text) {
        return new Span(text, Set.of(Style.DIM), Span.NOWHERE, true);
    }
}
