package dev.perennial.app.terminal.markdown;

import dev.perennial.app.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Text as it is, in one style; each line is a block. */
public final class PlainLayout implements Layout {

    private final Set<Style> styles;

    public PlainLayout(Style... styles) {
        this.styles = Set.of(styles);
    }

    @Override
    public List<Block> blocks(String source, int width, boolean whole) {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        while (from < source.length()) {
            int end = source.indexOf('\n', from);
            int to = end < 0 ? source.length() : end;
            Span line = new Span(source.substring(from, to), styles, from);
            blocks.add(new Block(from, false, Row.placed(Wrapping.words(List.of(line), width), from)));
            from = to + 1;
        }
        return blocks;
    }
}
