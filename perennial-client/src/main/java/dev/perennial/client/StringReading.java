package dev.perennial.client;

/** One JSON string that arrives in pieces, behind its opening quote. */
final class StringReading {

    private static final int NONE = -1;

    private enum State {
        PLAIN,
        ESCAPE,
        UNICODE,
        WHOLE,
        BROKEN
    }

    private final GrowingText text = new GrowingText();
    private State state = State.PLAIN;
    private int code;
    private int digits;

    /** Reads up to the closing quote or the end of the piece; where it stopped. */
    int read(String piece, int from) {
        int at = from;
        while (at < piece.length() && !isWhole() && !isBroken()) {
            at = state == State.PLAIN ? plain(piece, at) : escaped(piece, at);
        }
        return at;
    }

    private int plain(String piece, int from) {
        int end = from;
        while (end < piece.length() && isPlain(piece.charAt(end))) {
            end++;
        }
        text.append(piece.substring(from, end));
        return end < piece.length() ? special(piece.charAt(end), end) : end;
    }

    private static boolean isPlain(char c) {
        return c != '"' && c != '\\' && c >= ' ';
    }

    private int special(char c, int at) {
        state = switch (c) {
            case '"' -> State.WHOLE;
            case '\\' -> State.ESCAPE;
            default -> State.BROKEN;
        };
        if (state == State.WHOLE) {
            text.settle();
        }
        return at + 1;
    }

    private int escaped(String piece, int at) {
        char c = piece.charAt(at);
        if (state == State.UNICODE) {
            digit(c);
        } else if (c == 'u') {
            state = State.UNICODE;
            code = 0;
            digits = 0;
        } else {
            simple(c);
        }
        return at + 1;
    }

    private void digit(char c) {
        int value = c < 128 ? Character.digit(c, 16) : NONE;
        if (value == NONE) {
            state = State.BROKEN;
            return;
        }
        code = (code << 4) | value;
        digits++;
        if (digits == 4) {
            add((char) code);
        }
    }

    private void simple(char c) {
        switch (c) {
            case '"', '\\', '/' -> add(c);
            case 'b' -> add('\b');
            case 'f' -> add('\f');
            case 'n' -> add('\n');
            case 'r' -> add('\r');
            case 't' -> add('\t');
            default -> state = State.BROKEN;
        }
    }

    private void add(char c) {
        text.append(String.valueOf(c));
        state = State.PLAIN;
    }

    boolean isWhole() {
        return state == State.WHOLE;
    }

    boolean isBroken() {
        return state == State.BROKEN;
    }

    PartialJson.Text soFar() {
        return new PartialJson.Text(text.view(), false);
    }

    PartialJson.Text whole() {
        return new PartialJson.Text(text.compact(), true);
    }
}
