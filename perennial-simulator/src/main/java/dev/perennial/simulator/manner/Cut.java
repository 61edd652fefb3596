package dev.perennial.simulator.manner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a text the places from which a model would say something again. */
final class Cut {

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…][\"”')]*\\s+|[。！？]|\\n");
    private static final String PARAGRAPH_END = "\n\n";

    private Cut() {}

    /** The last characters, as many as there are of them; never half a character. */
    static String lastCharacters(String text, int count) {
        int from = Math.max(0, text.length() - count);
        boolean half =
                from > 0 && from < text.length() && Character.isSurrogatePair(text.charAt(from - 1), text.charAt(from));
        return text.substring(half ? from - 1 : from);
    }

    /** The last words, with all white space from the first of them on. */
    static String lastWords(String text, int count) {
        int at = text.length();
        for (int words = 0; words < count && at > 0; words++) {
            at = startOfWord(text, at);
        }
        return text.substring(at);
    }

    /** As many of the last words as fit, at least one. */
    static String lastWholeWords(String text, int characters) {
        String last = lastWords(text, 1);
        for (int words = 2; words <= characters; words++) {
            String more = lastWords(text, words);
            if (more.length() > characters || more.length() == last.length()) {
                return last;
            }
            last = more;
        }
        return last;
    }

    private static int startOfWord(String text, int end) {
        int at = end;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        while (at > 0 && !Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** The sentence that was being written; the one before if the text ends with a whole one. */
    static String lastSentence(String text) {
        int start = 0;
        int end = text.stripTrailing().length();
        Matcher ends = SENTENCE_END.matcher(text);
        while (ends.find() && ends.end() < end) {
            start = ends.end();
        }
        return text.substring(start);
    }

    /** The paragraph that was being written. */
    static String lastParagraph(String text) {
        int at = text.stripTrailing().lastIndexOf(PARAGRAPH_END);
        return at < 0 ? text : text.substring(at + PARAGRAPH_END.length());
    }
}
