package dev.perennial.tools;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The size of a WebP image, from its first chunk (RFC 9649, sections 2.5 to 2.7). */
record WebpSize(int width, int height) {

    private static final int CHUNK = 12;
    private static final int DATA = 20;

    static WebpSize of(byte[] file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < bytes.getInt(4) + 8L) {
            throw new IOException("it ends before its end");
        }
        return switch (new String(file, CHUNK, 4, StandardCharsets.ISO_8859_1)) {
            case "VP8 " -> new WebpSize(bytes.getShort(DATA + 6) & 0x3fff, bytes.getShort(DATA + 8) & 0x3fff);
            case "VP8L" -> lossless(bytes.getInt(DATA + 1));
            case "VP8X" -> new WebpSize(1 + threeBytes(bytes, DATA + 4), 1 + threeBytes(bytes, DATA + 7));
            default -> throw new IOException("its first chunk is of no known kind");
        };
    }

    private static WebpSize lossless(int bits) {
        return new WebpSize(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }

    private static int threeBytes(ByteBuffer bytes, int at) {
        return (bytes.getShort(at) & 0xffff) | (bytes.get(at + 2) & 0xff) << 16;
    }
}
