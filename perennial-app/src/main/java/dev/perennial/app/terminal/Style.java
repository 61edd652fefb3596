package dev.perennial.app.terminal;

import java.util.EnumSet;
import java.util.Set;

/** How a piece of text looks on a terminal (ECMA-48 "select graphic rendition"). */
public enum Style {
    BOLD("\033[1m"),
    DIM("\033[2m"),
    ITALIC("\033[3m"),
    UNDERLINED("\033[4m"),
    STRUCK("\033[9m"),
    RED("\033[31m"),
    YELLOW("\033[33m"),
    CYAN("\033[36m");

    static final String RESET = "\033[0m";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /** Styles with this one. */
    public Set<Style> and(Set<Style> others) {
        EnumSet<Style> all = EnumSet.of(this);
        all.addAll(others);
        return all;
    }

    /** The text in styles. */
    public static String paint(Set<Style> styles, String text) {
        if (styles.isEmpty() || text.isEmpty()) {
            return text;
        }
        StringBuilder painted = new StringBuilder();
        EnumSet.copyOf(styles).forEach(style -> painted.append(style.code));
        return painted.append(text).append(RESET).toString();
    }
}
