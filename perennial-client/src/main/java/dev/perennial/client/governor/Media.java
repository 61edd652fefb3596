package dev.perennial.client.governor;

import dev.perennial.governor.estimate.ImageTokens;
import java.util.Base64;
import java.util.Optional;

/**
 * An image or a document in a prompt, as far as its first bytes tell of it: those are the ones of PNG (w3.org/TR/png, 11.2.2), GIF (89a,
 * 18), JPEG (ISO 10918-1, B.2.2), WebP (RFC 9649) and PDF.
 *
 * @param width in pixels; 0 if it is not known
 * @param height in pixels
 * @param bytes how long it is
 * @param image whether it is an image
 */
record Media(int width, int height, long bytes, boolean image) {

    private static final int SHORTEST = 40;

    /** Far enough for the sizes of most JPEG files, which stand behind what cameras say. */
    private static final int LOOKED_AT = 128 << 10;

    /** A photograph of unknown size. */
    private static final long USUAL_IMAGE = 1_500;

    /** Pages are sent as text and as image; a document of so many bytes is about a token more. */
    private static final long BYTES_PER_TOKEN = 30;

    /** The medium that a text is in Base64, if it is one. */
    static Optional<Media> of(String text) {
        if (text.length() < SHORTEST) {
            return Optional.empty();
        }
        if (text.startsWith("iVBORw0KGgo")) {
            return image(text, SHORTEST).map(Head::png);
        }
        if (text.startsWith("R0lGOD")) {
            return image(text, SHORTEST).map(Head::gif);
        }
        if (text.startsWith("UklGR")) {
            return image(text, SHORTEST).map(Head::webp);
        }
        if (text.startsWith("/9j/")) {
            return image(text, LOOKED_AT).map(Head::jpeg);
        }
        return text.startsWith("JVBERi0")
                ? Optional.of(new Media(0, 0, text.length() * 3L / 4, false))
                : Optional.empty();
    }

    long tokens(double charactersPerToken) {
        if (!image) {
            return Math.max(USUAL_IMAGE, bytes / BYTES_PER_TOKEN);
        }
        return width < 1 || height < 1
                ? USUAL_IMAGE
                : ImageTokens.of(charactersPerToken).tokens(width, height);
    }

    private static Optional<Head> image(String text, int most) {
        String head = text.substring(0, Math.min(text.length(), most) / 4 * 4);
        try {
            return Optional.of(new Head(Base64.getDecoder().decode(head), text.length() * 3L / 4));
        } catch (IllegalArgumentException plainText) {
            return Optional.empty();
        }
    }

    /** The first bytes of an image. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Head(byte[] bytes, long length) {

        Media png() {
            return sized(big(16, 4), big(20, 4));
        }

        Media gif() {
            return sized(little(6, 2), little(8, 2));
        }

        Media webp() {
            return switch (bytes[15]) {
                case 'X' -> sized(little(24, 3) + 1, little(27, 3) + 1);
                case 'L' -> sized((little(21, 4) & 0x3fff) + 1, ((little(21, 4) >> 14) & 0x3fff) + 1);
                default -> sized(little(26, 2) & 0x3fff, little(28, 2) & 0x3fff);
            };
        }

        Media jpeg() {
            int at = 2;
            while (at + 9 < bytes.length && (bytes[at] & 0xff) == 0xff) {
                int marker = bytes[at + 1] & 0xff;
                if (isFrame(marker)) {
                    return sized(big(at + 7, 2), big(at + 5, 2));
                }
                at += 2 + big(at + 2, 2);
            }
            return sized(0, 0);
        }

        /** Of the markers C0 to CF those that begin a frame. */
        private static boolean isFrame(int marker) {
            return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        }

        private Media sized(int width, int height) {
            boolean usable = width > 0 && height > 0;
            return new Media(usable ? width : 0, usable ? height : 0, length, true);
        }

        private int big(int at, int count) {
            int number = 0;
            for (int i = 0; i < count; i++) {
                number = number << 8 | (bytes[at + i] & 0xff);
            }
            return number;
        }

        private int little(int at, int count) {
            int number = 0;
            for (int i = count - 1; i >= 0; i--) {
                number = number << 8 | (bytes[at + i] & 0xff);
            }
            return number;
        }
    }
}
