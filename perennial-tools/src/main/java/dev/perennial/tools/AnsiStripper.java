package dev.perennial.tools;

/**
 * Takes terminal control out of a text that comes in pieces: escape sequences and bells go, other control characters
 * become U+FFFD, so that binary output is seen as such and no NUL reaches a store that refuses it. Tabs, line ends, form
 * feeds and backspaces stay.
 *
 * <p>A sequence that never ends must not hide what follows: control strings (titles, links) end at the next line end at
 * the latest, control sequences at the first character that cannot belong to them.
 */
final class AnsiStripper {

    private static final char ESCAPE = '\u001b';
    private static final char BELL = '\u0007';
    private static final char REPLACEMENT = '\ufffd';

    private enum State {
        TEXT,
        ESCAPED,
        SEQUENCE,
        STRING,
        STRING_ESCAPED
    }

    private State state = State.TEXT;

    /** Whether no sequence is open. */
    boolean isInText() {
        return state == State.TEXT;
    }

    /** Takes the next piece, which is what the array holds from its beginning on. */
    void append(char[] piece, int length, StringBuilder clean) {
        int at = 0;
        while (at < length) {
            int plain = state == State.TEXT ? endOfPlain(piece, at, length) : at;
            clean.append(piece, at, plain - at);
            if (plain < length) {
                append(piece[plain++], clean);
            }
            at = plain;
        }
    }

    private static int endOfPlain(char[] piece, int from, int length) {
        int at = from;
        while (at < length && isPlain(piece[at])) {
            at++;
        }
        return at;
    }

    private static boolean isPlain(char c) {
        return (c >= ' ' && c < '\u007f') || c == '\n' || c > '\u009f';
    }

    private void append(char c, StringBuilder clean) {
        switch (state) {
            case TEXT -> inText(c, clean);
            case ESCAPED -> afterEscape(c, clean);
            case SEQUENCE -> inSequence(c, clean);
            case STRING -> inString(c, clean);
            case STRING_ESCAPED -> afterEscapeInString(c, clean);
        }
    }

    private void inText(char c, StringBuilder clean) {
        if (isPlain(c)) {
            clean.append(c);
        } else if (c == ESCAPE) {
            state = State.ESCAPED;
        } else if (c == '\u009b') {
            state = State.SEQUENCE;
        } else if (c != BELL) {
            clean.append(visible(c));
        }
    }

    private static char visible(char c) {
        boolean layout = c == '\t' || c == '\r' || c == '\f' || c == '\b';
        return Character.isISOControl(c) && !layout ? REPLACEMENT : c;
    }

    private void afterEscape(char c, StringBuilder clean) {
        if (c == '[') {
            state = State.SEQUENCE;
        } else if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            state = State.STRING;
        } else if (c < ' ' || c > '~') {
            again(c, clean);
        } else if (c >= '0') {
            state = State.TEXT;
        }
    }

    private void inSequence(char c, StringBuilder clean) {
        if (c < ' ' || c > '~') {
            again(c, clean);
        } else if (c >= '@') {
            state = State.TEXT;
        }
    }

    private void inString(char c, StringBuilder clean) {
        if (c == ESCAPE) {
            state = State.STRING_ESCAPED;
        } else if (c == BELL || c == '\u009c') {
            state = State.TEXT;
        } else if (c == '\n') {
            again(c, clean);
        }
    }

    private void afterEscapeInString(char c, StringBuilder clean) {
        if (c == '\\') {
            state = State.TEXT;
        } else {
            state = State.ESCAPED;
            append(c, clean);
        }
    }

    private void again(char c, StringBuilder clean) {
        state = State.TEXT;
        inText(c, clean);
    }
}
