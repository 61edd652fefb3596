package dev.perennial.stream.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Turns what stands between a JSON string's quotes into text, and text into what may stand there. */
public final class JsonText {

    private JsonText() {}

    /** The text of well-formed string content. */
    public static String decode(byte[] json, int from, int to) {
        int escape = backslash(json, from, to);
        if (escape == to) {
            return new String(json, from, to - from, UTF_8);
        }
        StringBuilder text = new StringBuilder(to - from);
        int plain = from;
        while (escape < to) {
            text.append(new String(json, plain, escape - plain, UTF_8));
            boolean unicode = json[escape + 1] == 'u';
            text.append(unicode ? unicode(json, escape + 2) : simple(json[escape + 1]));
            plain = escape + (unicode ? 6 : 2);
            escape = backslash(json, plain, to);
        }
        return text.append(new String(json, plain, to - plain, UTF_8)).toString();
    }

    private static int backslash(byte[] json, int from, int to) {
        int i = from;
        while (i < to && json[i] != '\\') {
            i++;
        }
        return i;
    }

    private static char unicode(byte[] json, int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            code = code << 4 | Character.digit(json[i], 16);
        }
        return (char) code;
    }

    private static char simple(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> (char) escaped;
        };
    }

    /** The text as a JSON string with its quotes; lone surrogates stay escapes. */
    public static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> append(json, text, i, c);
            }
        }
        return json.append('"').toString();
    }

    /** The bytes of a JSON document; lone surrogates in its strings, which UTF-8 has no bytes for, become escapes. */
    public static byte[] utf8(String document) {
        StringBuilder json = new StringBuilder(document.length());
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            if (Character.isSurrogate(c) && !inPair(document, i, c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.toString().getBytes(UTF_8);
    }

    private static void append(StringBuilder json, String text, int at, char c) {
        boolean lone = Character.isSurrogate(c) && !inPair(text, at, c);
        if (c < 0x20 || lone) {
            json.append(String.format("\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }

    private static boolean inPair(String text, int at, char c) {
        return Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
