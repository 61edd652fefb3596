package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Surrogates without their other half, which JSON can say and UTF-8 cannot: written as three bytes, as the scheme would have it. */
final class Surrogates {

    private Surrogates() {}

    /** The first one from {@code from} that has no other half; -1 if there is none. */
    static int lone(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** The bytes of a JSON document, in which they become escapes. */
    static byte[] json(String document) {
        StringBuilder json = new StringBuilder(document);
        for (int i = lone(document, 0), more = 0; i >= 0; i = lone(document, i + 1), more += 5) {
            json.replace(i + more, i + more + 1, String.format("\\u%04x", (int) document.charAt(i)));
        }
        return json.toString().getBytes(UTF_8);
    }

    static byte[] threeBytes(char surrogate) {
        return new byte[] {
            (byte) (0xE0 | (surrogate >> 12)),
            (byte) (0x80 | ((surrogate >> 6) & 0x3F)),
            (byte) (0x80 | (surrogate & 0x3F))
        };
    }

    /** The text of UTF-8 that may have such three bytes in it. */
    static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int plain = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xFF) >= 0xA0) {
                text.append(new String(bytes, plain, i - plain, UTF_8));
                text.append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
                i += 2;
                plain = i + 1;
            }
        }
        return text.append(new String(bytes, plain, bytes.length - plain, UTF_8))
                .toString();
    }
}
