package dev.perennial.tools;

import java.util.Locale;

/** Lines of a file as {@code cat -n} prints them, within a bound. */
final class NumberedLines {

    private static final int CONTEXT = 4;
    private static final int SNIPPET_CHARACTERS = 16_000;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final FileText text;

    NumberedLines(FileText text) {
        this.text = text;
    }

    /** The lines of a view, both ends included. */
    String view(String path, int first, int last, int maxCharacters) {
        return "Here's the result of running `cat -n` on " + path + ":\n" + lines(first, last, maxCharacters);
    }

    /** What is around an edit. */
    String snippet(String path, int fromOffset, int toOffset) {
        int first = Math.max(1, text.lineAt(fromOffset) - CONTEXT);
        int last = Math.min(text.lineCount(), text.lineAt(toOffset) + CONTEXT);
        return "Here's the result of running `cat -n` on a snippet of " + path + ":\n"
                + lines(first, last, SNIPPET_CHARACTERS);
    }

    private String lines(int first, int last, int maxCharacters) {
        StringBuilder shown = new StringBuilder();
        int left = maxCharacters;
        int from = text.lineStart(first);
        for (int line = first; line <= last; line++) {
            int to = lineEnd(from);
            String content = content(from, to, left);
            shown.append(String.format(Locale.ROOT, "%6d\t", line)).append(start(content, left));
            left -= content.length();
            if (left < 0 || (left == 0 && line < last)) {
                return shown.append('\n').append(clipped(line, last, left < 0)).toString();
            }
            shown.append('\n');
            from = to + 1;
        }
        return shown.toString();
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
