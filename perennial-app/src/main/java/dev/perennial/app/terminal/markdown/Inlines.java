package dev.perennial.app.terminal.markdown;

import dev.perennial.app.terminal.Style;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** The lines of a paragraph, a heading or a cell, as spans. A line feed of the source begins a new one, as in chats. */
final class Inlines extends AbstractVisitor {

    private final List<List<Span>> lines = new ArrayList<>(List.of(new ArrayList<>()));
    private Set<Style> styles;
    private int place;

    private Inlines(Set<Style> styles, int place) {
        this.styles = styles.isEmpty() ? EnumSet.noneOf(Style.class) : EnumSet.copyOf(styles);
        this.place = place;
    }

    /**
     * The lines of a block.
     *
     * @param place where the block begins in the source
     */
    static List<List<Span>> of(Node block, Set<Style> styles, int place) {
        Inlines inlines = new Inlines(styles, place);
        inlines.visitChildren(block);
        return inlines.lines;
    }

    @Override
    public void visit(Text text) {
        add(text, text.getLiteral(), 0);
    }

    @Override
    public void visit(Code code) {
        in(Style.CYAN, () -> add(code, code.getLiteral(), 1));
    }

    @Override
    public void visit(HtmlInline html) {
        in(Style.DIM, () -> add(html, html.getLiteral(), 0));
    }

    @Override
    public void visit(Emphasis emphasis) {
        in(Style.ITALIC, () -> visitChildren(emphasis));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        in(Style.BOLD, () -> visitChildren(strong));
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof Strikethrough) {
            in(Style.STRUCK, () -> visitChildren(node));
        } else {
            visitChildren(node);
        }
    }

    @Override
    public void visit(Link link) {
        int before = text().length();
        in(Style.UNDERLINED, () -> visitChildren(link));
        address(link, link.getDestination(), text().substring(before));
    }

    @Override
    public void visit(Image image) {
        in(Style.ITALIC, () -> visitChildren(image));
        address(image, image.getDestination(), "");
    }

    @Override
    public void visit(SoftLineBreak line) {
        lines.add(new ArrayList<>());
    }

    @Override
    public void visit(HardLineBreak line) {
        lines.add(new ArrayList<>());
    }

    /** Where a link leads is part of what a reader has to see. */
    private void address(Node node, String destination, String shown) {
        if (!shown.equals(destination) && !("mailto:" + shown).equals(destination)) {
            int end = Places.end(node, place);
            lines.getLast().add(new Span(" (" + destination + ")", Style.DIM.and(styles), end - 1, true));
        }
    }

    private void add(Node node, String literal, int marks) {
        place = Places.start(node, place) + marks;
        lines.getLast().add(new Span(literal, styles, place));
        place += literal.length();
    }

    private void in(Style style, Runnable content) {
        Set<Style> before = styles;
        styles = style.and(styles);
        content.run();
        styles = before;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> line.forEach(span -> text.append(span.text())));
        return text.toString();
    }
}
