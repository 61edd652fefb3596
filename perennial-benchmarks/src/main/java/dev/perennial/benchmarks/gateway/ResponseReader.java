package dev.perennial.benchmarks.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Reads one response of HTTP/1.1: its head, and a body in chunks or up to the end of the connection. */
final class ResponseReader {

    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(ISO_8859_1);

    private enum Part {
        HEAD,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        LAST_LINE,
        UNBOUNDED,
        OVER
    }

    private final StampReader stamps;
    private ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private int headEndMatched;
    private Part part = Part.HEAD;
    private int left;
    private int status;

    ResponseReader(StampReader stamps) {
        this.stamps = stamps;
    }

    void read(byte[] bytes, int length, long now) {
        int at = 0;
        while (at < length) {
            at = switch (part) {
                case HEAD -> head(bytes[at], at);
                case CHUNK_SIZE -> chunkSize(bytes[at], at);
                case CHUNK -> chunk(bytes, at, length, now);
                case CHUNK_END -> lineEnd(bytes[at], at, Part.CHUNK_SIZE);
                case LAST_LINE -> lineEnd(bytes[at], at, Part.OVER);
                case UNBOUNDED -> unbounded(bytes, at, length, now);
                case OVER -> length;
            };
        }
    }

    private int head(byte b, int at) {
        head.write(b);
        headEndMatched = b == HEAD_END[headEndMatched] ? headEndMatched + 1 : b == HEAD_END[0] ? 1 : 0;
        if (headEndMatched == HEAD_END.length) {
            String text = head.toString(ISO_8859_1).toLowerCase(Locale.ROOT);
            head = new ByteArrayOutputStream(0);
            status = Integer.parseInt(text, 9, 12, 10);
            part = text.contains("\r\ntransfer-encoding: chunked") ? Part.CHUNK_SIZE : Part.UNBOUNDED;
        }
        return at + 1;
    }

    private int chunkSize(byte b, int at) {
        if (b == '\n') {
            part = left == 0 ? Part.LAST_LINE : Part.CHUNK;
        } else if (b != '\r') {
            left = left * 16 + Character.digit(b, 16);
        }
        return at + 1;
    }

    private int chunk(byte[] bytes, int at, int length, long now) {
        int end = Math.min(length, at + left);
        stamps.read(bytes, at, end, now);
        left -= end - at;
        part = left == 0 ? Part.CHUNK_END : Part.CHUNK;
        return end;
    }

    private int lineEnd(byte b, int at, Part next) {
        part = b == '\n' ? next : part;
        return at + 1;
    }

    private int unbounded(byte[] bytes, int at, int length, long now) {
        stamps.read(bytes, at, length, now);
        return length;
    }

    /** Its status; 0 as long as its head has not arrived. */
    int status() {
        return status;
    }

    /** Whether its body has ended, as its chunks tell it. */
    boolean isOver() {
        return part == Part.OVER;
    }

    /** Whether it was the whole answer, if nothing more comes. */
    boolean isWhole() {
        return stamps.stopped() && (part == Part.OVER || part == Part.UNBOUNDED);
    }
}
