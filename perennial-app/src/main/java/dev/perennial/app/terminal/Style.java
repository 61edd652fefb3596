package dev.perennial.app.terminal;

/** How a piece of text looks on a terminal (ECMA-48 "select graphic rendition"). */
enum Style {
    DIM("\033[2m"),
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
}
