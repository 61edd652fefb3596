package dev.perennial.simulator.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Optional;

/**
 * The size of an image, read from the first bytes of a PNG, JPEG, GIF or WebP file.
 *
 * @param mediaType the format that the bytes have, such as {@code image/png}
 * @param width in pixels
 * @param height in pixels
 */
public record ImageSize(String mediaType, int width, int height) {

    /** JPEG puts profiles and thumbnails before its size, seldom more than this. */
    private static final int MOST_CHARACTERS = 512 << 10;

    private static final int PNG_MAGIC = 0x89504E47;
    private static final int JPEG_MAGIC = 0xFFD8;

    /** The size of an image in Base64; empty if it is none of the four formats. */
    public static Optional<ImageSize> ofBase64(String data) {
        int length = Math.min(data.length(), MOST_CHARACTERS);
        try {
            return of(Base64.getMimeDecoder().decode(data.substring(0, length - length % 4)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The size of an image of which these are the first bytes; empty if it is none of the four formats. */
    static Optional<ImageSize> of(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException tooShort) {
            return Optional.empty();
        }
    }

    private static Optional<ImageSize> read(ByteBuffer bytes) {
        if (bytes.getInt(0) == PNG_MAGIC) {
            return Optional.of(new ImageSize("image/png", bytes.getInt(16), bytes.getInt(20)));
        }
        if ((bytes.getShort(0) & 0xFFFF) == JPEG_MAGIC) {
            return jpeg(bytes);
        }
        if (text(bytes, 0, 4).equals("GIF8")) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            return Optional.of(new ImageSize("image/gif", unsigned(bytes, 6), unsigned(bytes, 8)));
        }
        boolean webp = text(bytes, 0, 4).equals("RIFF") && text(bytes, 8, 4).equals("WEBP");
        return webp ? webp(bytes.order(ByteOrder.LITTLE_ENDIAN)) : Optional.empty();
    }

    /** Walks the segments up to the first start of frame. */
    private static Optional<ImageSize> jpeg(ByteBuffer bytes) {
        int at = 2;
        while (true) {
            int marker = unsigned(bytes, at);
            if (isStartOfFrame(marker)) {
                return Optional.of(new ImageSize("image/jpeg", unsigned(bytes, at + 7), unsigned(bytes, at + 5)));
            }
            if (marker >>> 8 != 0xFF) {
                return Optional.empty();
            }
            at += 2 + unsigned(bytes, at + 2);
        }
    }

    /** SOF0 to SOF15, without the three in between that are no frames. */
    private static boolean isStartOfFrame(int marker) {
        return marker >= 0xFFC0 && marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
    }

    private static Optional<ImageSize> webp(ByteBuffer bytes) {
        return switch (text(bytes, 12, 4)) {
            case "VP8X" -> webp(1 + (bytes.getInt(24) & 0xFFFFFF), 1 + (bytes.getInt(26) >>> 8));
            case "VP8L" -> webp(1 + (bytes.getInt(21) & 0x3FFF), 1 + (bytes.getInt(21) >>> 14 & 0x3FFF));
            case "VP8 " -> webp(unsigned(bytes, 26) & 0x3FFF, unsigned(bytes, 28) & 0x3FFF);
            default -> Optional.empty();
        };
    }

    private static Optional<ImageSize> webp(int width, int height) {
        return Optional.of(new ImageSize("image/webp", width, height));
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        byte[] some = new byte[length];
        bytes.get(at, some);
        return new String(some, ISO_8859_1);
    }
}
