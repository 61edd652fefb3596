package dev.perennial.app.terminal.markdown;

import dev.perennial.app.terminal.Printable;
import dev.perennial.app.terminal.Style;
import java.util.Set;

/**
 * Text in one style.
 *
 * @param text what is shown: no control characters
 * @param styles how
 * @param source where it begins in the source; {@link #NOWHERE} for what is not in there, such as the bullet of an item
 * @param pinned whether all of it stands for that one place, instead of each character for the next
 */
public record Span(String text, Set<Style> styles, int source, boolean pinned) {

    static final int NOWHERE = -1;

    public Span {
        text = Printable.of(text).replace('\n', ' ').replace("\t", "    ");
        styles = Set.copyOf(styles);
    }

    Span(String text, Set<Style> styles, int source) {
        this(text, styles, source, false);
    }

    static Span decoration(String text, Style... styles) {
        return new Span(text, Set.of(styles), NOWHERE, true);
    }

    boolean isInSource() {
        return source >= 0;
    }

    Span part(int from, int to) {
        return new Span(text.substring(from, to), styles, pinned ? source : source + from, pinned);
    }

    /** Where what follows begins in the source. */
    int end() {
        return source + (pinned ? 1 : text.length());
    }

    /** What of it lies behind a place in the source. */
    Span behind(int place) {
        int end = text.length();
        if (pinned) {
            return !isInSource() || source >= place ? this : part(end, end);
        }
        return part(Math.clamp((long) place - source, 0, end), end);
    }

    Span moved(int by) {
        return isInSource() ? new Span(text, styles, Math.max(0, source + by), pinned) : this;
    }

    String ansi() {
        return Style.paint(styles, text);
    }
}
