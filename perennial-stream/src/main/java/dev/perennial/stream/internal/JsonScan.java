package dev.perennial.stream.internal;

/**
 * Walks over JSON in UTF-8 where it lies and tells where values end; checks the grammar of RFC 8259 on the way.
 *
 * <p>Every method takes the position of a value's first byte and returns the position after its last one, or
 * {@link #MALFORMED}. Bytes beyond ASCII inside strings are taken as they are.
 */
public final class JsonScan {

    /** What stands at the position is no JSON value. */
    public static final int MALFORMED = -1;

    /** Deeper nesting is taken for an attack; the common parsers stop at 500 or 1,000. */
    private static final int DEEPEST = 1_000;

    private static final long QUOTES = EightBytes.of('"');
    private static final long BACKSLASHES = EightBytes.of('\\');
    private static final long FIRST_PRINTABLE = EightBytes.of(0x20);

    private JsonScan() {}

    /** The end of the value at {@code at}. */
    public static int value(byte[] json, int at, int end) {
        return value(json, at, end, 0);
    }

    private static int value(byte[] json, int at, int end, int depth) {
        if (at >= end || depth > DEEPEST) {
            return MALFORMED;
        }
        return switch (json[at]) {
            case '"' -> string(json, at, end);
            case '{' -> object(json, at, end, depth);
            case '[' -> array(json, at, end, depth);
            case 't' -> word(json, at, end, "true");
            case 'f' -> word(json, at, end, "false");
            case 'n' -> word(json, at, end, "null");
            default -> number(json, at, end);
        };
    }

    /** The end of the string whose opening quote is at {@code at}. */
    public static int string(byte[] json, int at, int end) {
        if (at >= end || json[at] != '"') {
            return MALFORMED;
        }
        int i = plain(json, at + 1, end);
        while (i < end) {
            byte b = json[i];
            if (b == '"') {
                return i + 1;
            }
            i = b == '\\' ? escape(json, i, end) : MALFORMED;
            if (i == MALFORMED) {
                return MALFORMED;
            }
            i = plain(json, i, end);
        }
        return MALFORMED;
    }

    /** The first byte from {@code at} that is a quote, a backslash or a control character; {@code end} if none is. */
    private static int plain(byte[] json, int at, int end) {
        int i = at;
        while (i + Long.BYTES <= end) {
            long eight = EightBytes.read(json, i);
            long marks = EightBytes.equal(eight, QUOTES)
                    | EightBytes.equal(eight, BACKSLASHES)
                    | EightBytes.smaller(eight, FIRST_PRINTABLE);
            if (marks != 0) {
                return i + EightBytes.first(marks);
            }
            i += Long.BYTES;
        }
        while (i < end && json[i] != '"' && json[i] != '\\' && (json[i] & 0xFF) >= 0x20) {
            i++;
        }
        return i;
    }

    private static int escape(byte[] json, int at, int end) {
        if (at + 1 >= end) {
            return MALFORMED;
        }
        return switch (json[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> areHexDigits(json, at + 2, end) ? at + 6 : MALFORMED;
            default -> MALFORMED;
        };
    }

    private static boolean areHexDigits(byte[] json, int at, int end) {
        if (at + 4 > end) {
            return false;
        }
        for (int i = at; i < at + 4; i++) {
            if (Character.digit(json[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int object(byte[] json, int at, int end, int depth) {
        int i = space(json, at + 1, end);
        if (i < end && json[i] == '}') {
            return i + 1;
        }
        while (i < end) {
            int value = afterName(json, string(json, i, end), end);
            i = value == MALFORMED ? MALFORMED : value(json, value, end, depth + 1);
            if (i == MALFORMED) {
                return MALFORMED;
            }
            i = space(json, i, end);
            if (i < end && json[i] == '}') {
                return i + 1;
            }
            i = afterComma(json, i, end);
        }
        return MALFORMED;
    }

    private static int array(byte[] json, int at, int end, int depth) {
        int i = space(json, at + 1, end);
        if (i < end && json[i] == ']') {
            return i + 1;
        }
        while (i < end) {
            i = value(json, i, end, depth + 1);
            if (i == MALFORMED) {
                return MALFORMED;
            }
            i = space(json, i, end);
            if (i < end && json[i] == ']') {
                return i + 1;
            }
            i = afterComma(json, i, end);
        }
        return MALFORMED;
    }

    /** From the end of a member's name, as {@link #string} told it, to the first byte of its value. */
    public static int afterName(byte[] json, int nameEnd, int end) {
        if (nameEnd == MALFORMED) {
            return MALFORMED;
        }
        int colon = space(json, nameEnd, end);
        return colon < end && json[colon] == ':' ? space(json, colon + 1, end) : MALFORMED;
    }

    /** From a comma to what follows it; {@code Integer.MAX_VALUE}, which is no place, if there is no comma. */
    public static int afterComma(byte[] json, int at, int end) {
        return at < end && json[at] == ',' ? space(json, at + 1, end) : Integer.MAX_VALUE;
    }

    /** The first byte from {@code at} that is no white space. */
    public static int space(byte[] json, int at, int end) {
        int i = at;
        while (i < end && (json[i] == ' ' || json[i] == '\n' || json[i] == '\r' || json[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static int word(byte[] json, int at, int end, String word) {
        if (at + word.length() > end) {
            return MALFORMED;
        }
        for (int i = 0; i < word.length(); i++) {
            if (json[at + i] != word.charAt(i)) {
                return MALFORMED;
            }
        }
        return at + word.length();
    }

    private static int number(byte[] json, int at, int end) {
        int i = json[at] == '-' ? at + 1 : at;
        int whole = digits(json, i, end);
        if (whole == i || (json[i] == '0' && whole > i + 1)) {
            return MALFORMED;
        }
        i = whole;
        if (i < end && json[i] == '.') {
            int fraction = digits(json, i + 1, end);
            if (fraction == i + 1) {
                return MALFORMED;
            }
            i = fraction;
        }
        return i < end && (json[i] | 0x20) == 'e' ? exponent(json, i + 1, end) : i;
    }

    private static int exponent(byte[] json, int at, int end) {
        int i = at < end && (json[at] == '+' || json[at] == '-') ? at + 1 : at;
        int digits = digits(json, i, end);
        return digits == i ? MALFORMED : digits;
    }

    private static int digits(byte[] json, int at, int end) {
        int i = at;
        while (i < end && json[i] >= '0' && json[i] <= '9') {
            i++;
        }
        return i;
    }
}
