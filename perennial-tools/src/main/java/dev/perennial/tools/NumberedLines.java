package dev.perennial.tools;

import java.util.function.Consumer;

/** Lines of a file as {@code cat -n} prints them, within a bound. */
final class NumberedLines {

    private static final int CONTEXT = 4;
    private static final int NUMBER_WIDTH = 6;
    private static final int SNIPPET_CHARACTERS = 16_000;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final FileText text;

    NumberedLines(FileText text) {
        this.text = text;
    }

    /** The lines of a view, both ends included, one after the other. */
    void view(String path, int first, int last, int maxCharacters, Consumer<String> shown) {
        shown.accept("Here's the result of running `cat -n` on " + path + ":\n");
        lines(first, last, maxCharacters, shown);
    }

    /** A view of the whole file. */
    String all(String path, int maxCharacters) {
        StringBuilder shown = new StringBuilder();
        view(path, 1, text.lineCount(), maxCharacters, shown::append);
        return shown.toString();
    }

    /** What is around an edit. */
    String snippet(String path, int fromOffset, int toOffset) {
        int first = Math.max(1, text.lineAt(fromOffset) - CONTEXT);
        int last = Math.min(text.lineCount(), text.lineAt(toOffset) + CONTEXT);
        StringBuilder shown =
                new StringBuilder("Here's the result of running `cat -n` on a snippet of " + path + ":\n");
        lines(first, last, SNIPPET_CHARACTERS, shown::append);
        return shown.toString();
    }

    private void lines(int first, int last, int maxCharacters, Consumer<String> shown) {
        int left = maxCharacters;
        int from = text.lineStart(first);
        for (int line = first; line <= last; line++) {
            int to = lineEnd(from);
            String content = content(from, to, left);
            shown.accept(number(line) + start(content, left) + "\n");
            left -= content.length();
            if (left < 0 || (left == 0 && line < last)) {
                shown.accept(clipped(line, last, left < 0));
                return;
            }
            from = to + 1;
        }
    }

    private static String number(int line) {
        String digits = Integer.toString(line);
        return " ".repeat(Math.max(0, NUMBER_WIDTH - digits.length())) + digits + "\t";
    }

    private int lineEnd(int from) {
        int lineFeed = text.indexOf((byte) '\n', from);
        return lineFeed < 0 ? text.length() : lineFeed;
    }

    /** A line without its end; of a long one not much more than will be shown. */
    private String content(int from, int to, int wanted) {
        boolean returned = to < text.length() && to > from && text.bytes()[to - 1] == '\r';
        int end = returned ? to - 1 : to;
        return text.substring(from, (int) Math.min(end, from + (wanted + 1L) * MOST_BYTES_OF_A_CHAR));
    }

    private static String start(String content, int length) {
        if (content.length() <= length) {
            return content;
        }
        boolean inCharacter = length > 0 && Character.isHighSurrogate(content.charAt(length - 1));
        return content.substring(0, inCharacter ? length - 1 : length);
    }

    private static String clipped(int line, int last, boolean inLine) {
        return "<response clipped><NOTE>Only a part is shown, up to " + (inLine ? "the middle of " : "") + "line "
                + line
                + " of the lines asked for, which go on to line " + last + ". View the rest with `view_range`, or find"
                + " what you look for with `grep -n` first.</NOTE>";
    }
}
