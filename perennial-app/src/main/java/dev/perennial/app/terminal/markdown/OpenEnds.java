package dev.perennial.app.terminal.markdown;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends what is still open in a Markdown text that is being written, so that it looks from its beginning as it will at its end:
 * {@code **bo} as bold. What is guessed wrong is set right when the text goes on.
 */
final class OpenEnds {

    private final String text;
    private final Deque<String> open = new ArrayDeque<>();
    private int at;

    private OpenEnds(String text) {
        this.text = text;
    }

    /** The text with its ends; the same length or longer, but for marks at its very end that nothing follows yet. */
    static String closed(String source) {
        int paragraph = Math.max(0, source.lastIndexOf("\n\n"));
        if (isInFence(source)) {
            return source;
        }
        String shown = withoutMarksAtTheEnd(source, paragraph);
        String ends = new OpenEnds(shown.substring(Math.min(paragraph, shown.length()))).ends();
        return ends.isEmpty() ? shown : shown.stripTrailing() + ends;
    }

    private static boolean isInFence(String source) {
        return source.lines()
                                .map(String::stripLeading)
                                .filter(line -> line.startsWith("```") || line.startsWith("~~~"))
                                .count()
                        % 2
                == 1;
    }

    /** A mark that stands alone in its line may become a list or a rule: it stays. */
    private static String withoutMarksAtTheEnd(String source, int from) {
        int end = source.length();
        while (end > from && "*_~`[!".indexOf(source.charAt(end - 1)) >= 0) {
            end--;
        }
        boolean alone = end == 0 || source.charAt(end - 1) == '\n';
        return alone ? source : source.substring(0, end);
    }

    private String ends() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '\\' -> at += 2;
                case '`' -> code();
                case '*', '~' -> emphasis();
                default -> at++;
            }
        }
        return String.join("", open);
    }

    private void code() {
        String run = run();
        int end = text.indexOf(run, at);
        if (end < 0) {
            open.push(run);
            at = text.length();
        } else {
            at = end + run.length();
        }
    }

    private void emphasis() {
        boolean afterSpace = at == 0 || Character.isWhitespace(text.charAt(at - 1));
        String run = run();
        boolean beforeSpace = at >= text.length() || Character.isWhitespace(text.charAt(at));
        if (!afterSpace && run.equals(open.peek())) {
            open.pop();
        } else if (!beforeSpace && run.length() <= 3 && !run.equals("~")) {
            open.push(run);
        }
    }

    private String run() {
        int from = at;
        char mark = text.charAt(from);
        while (at < text.length() && text.charAt(at) == mark) {
            at++;
        }
        return text.substring(from, at);
    }
}
