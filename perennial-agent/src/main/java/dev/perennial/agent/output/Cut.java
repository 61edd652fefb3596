package dev.perennial.agent.output;

import java.text.BreakIterator;
import java.util.Locale;

/** Where a text may be cut: at a line end if there is one, else between characters as people see them. */
final class Cut {

    /** Longer than any character that occurs, a family of emoji included. */
    private static final int AROUND = 64;

    private Cut() {}

    /** The end of a beginning of at most so many characters: after a line end if it has one. */
    static int end(String text, int most) {
        if (most >= text.length()) {
            return text.length();
        }
        int lineEnd = text.lastIndexOf('\n', most - 1);
        return lineEnd >= 0 ? lineEnd + 1 : betweenCharacters(text, most);
    }

    /** The start of an end that may begin here at the earliest: after a line end if there is one. */
    static int start(String text, int earliest) {
        if (earliest <= 0) {
            return 0;
        }
        if (text.charAt(earliest - 1) == '\n') {
            return earliest;
        }
        int lineEnd = text.indexOf('\n', earliest);
        return lineEnd >= 0 && lineEnd + 1 < text.length() ? lineEnd + 1 : afterCharacter(text, earliest);
    }

    /** The last place between two characters that is not after {@code at}; {@code at} if there is none near. */
    private static int betweenCharacters(String text, int at) {
        int from = Math.max(0, at - AROUND);
        BreakIterator characters = characters(text, from, Math.min(text.length(), at + AROUND));
        int place = from + characters.preceding(at - from + 1);
        return place > from ? place : whole(text, at);
    }

    private static int afterCharacter(String text, int at) {
        int from = Math.max(0, at - AROUND);
        BreakIterator characters = characters(text, from, Math.min(text.length(), at + AROUND));
        return from + characters.following(at - from - 1);
    }

    private static BreakIterator characters(String text, int from, int to) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text.substring(from, to));
        return characters;
    }

    private static int whole(String text, int at) {
        boolean inside = at > 1 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
        return inside ? at - 1 : at;
    }
}
