package dev.perennial.tools;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a file as the bytes that it is. Lines are what stands between line feeds, so a text that ends with one has an
 * empty last line; a carriage return before a line feed belongs to the line end, a byte order mark to no line.
 *
 * <p>Working on bytes keeps everything outside of an edit as it was, and needs the file's size of memory only.
 */
final class FileText {

    static final FileText EMPTY = new FileText(new byte[0]);

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int PIECE = 8192;

    private final byte[] bytes;

    /** Takes over the array. */
    FileText(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return bytes.length;
    }

    /** Where the first line starts. */
    int start() {
        return Arrays.equals(bytes, 0, Math.min(3, bytes.length), BYTE_ORDER_MARK, 0, 3) ? 3 : 0;
    }

    /** Where the first byte is that is no UTF-8 text, or -1 if all are; NUL counts as none. */
    int firstNonText() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(PIECE);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(in, out.clear(), true);
        }
        int nul = indexOf((byte) 0, 0);
        int malformed = result.isError() ? in.position() : -1;
        return nul < 0 || (malformed >= 0 && malformed < nul) ? malformed : nul;
    }

    int lineCount() {
        return lineAt(bytes.length);
    }

    /** The number of the line, from 1, that the byte at this offset is in. */
    int lineAt(int offset) {
        int line = 1;
        for (int at = 0; at < offset; at++) {
            if (bytes[at] == '\n') {
                line++;
            }
        }
        return line;
    }

    /** Where a line, from 1, starts; the end of the text for lines after the last. */
    int lineStart(int line) {
        int start = start();
        for (int n = 1; n < line; n++) {
            int lineEnd = indexOf((byte) '\n', start);
            if (lineEnd < 0) {
                return bytes.length;
            }
            start = lineEnd + 1;
        }
        return start;
    }

    int indexOf(byte wanted, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** How the line at this offset ends; if it is the last one, how the one before it does. */
    String lineEndAt(int offset) {
        int lineFeed = indexOf((byte) '\n', offset);
        if (lineFeed < 0) {
            lineFeed = lineFeedBefore(offset);
        }
        return lineFeed > 0 && bytes[lineFeed - 1] == '\r' ? "\r\n" : "\n";
    }

    private int lineFeedBefore(int offset) {
        int at = Math.min(offset, bytes.length) - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    String substring(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
