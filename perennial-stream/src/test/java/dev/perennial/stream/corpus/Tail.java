package dev.perennial.stream.corpus;

/** The last parts of a text, and places in it. */
final class Tail {

    private Tail() {}

    /** The last word, with the white space behind it. */
    static String word(String text) {
        return text.substring(startOfWord(text, text.length()));
    }

    /** As many of the last words as fit, at least one. */
    static String words(String text, int characters) {
        int start = startOfWord(text, text.length());
        for (int more = startOfWord(text, start); text.length() - more <= characters && more < start; ) {
            start = more;
            more = startOfWord(text, start);
        }
        return text.substring(start);
    }

    /** The last line, with its line end if it has one. */
    static String line(String text) {
        return text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
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

    /** Where the word ends that a text begins with. */
    static int endOfWord(String text) {
        int at = 0;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** A place that is not between the halves of a code point: this one or the one before. */
    static int whole(String text, int at) {
        return Place.inPair(text, at) ? at - 1 : at;
    }
}
