package dev.perennial.stream;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.internal.EightBytes;
import dev.perennial.stream.internal.JsonScan;
import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Reads what nearly all of a message's stream consists of without building JSON: deltas that differ from one that was read in
 * full in nothing but their text, and in the blanks with which the API pads them.
 *
 * <pre>{@code
 * if (deltas.read(frame)) {
 *     more(deltas.text());
 * } else {
 *     readInFull(frame);                 // and if it was a delta of text:
 *     deltas.learn(frame, "text");
 * }
 * }</pre>
 *
 * <p>What is not exactly of the learned form is for the reader of JSON: a frame is never read in two ways. What
 * {@link #text()} and the positions tell is valid until the frame is, and until the next call of {@link #read}. Not
 * thread-safe.
 *
 * <p>Source of the form: platform.claude.com, "Streaming messages", {@code content_block_delta}.
 */
public final class DeltaReader {

    private static final byte[] UNKNOWN = {};

    /** The data up to the first byte of the text. */
    private byte[] head = UNKNOWN;

    private byte[] bytes = UNKNOWN;
    private int textStart;
    private int textEnd;

    /** A reader that knows no form yet. */
    public DeltaReader() {}

    /**
     * Takes a frame as the form of those that follow; if it is not of the plainest form, none is known any more.
     *
     * @param frame a {@code content_block_delta}
     * @param field the member of its {@code delta} that has the text, for example {@code text} or {@code partial_json}
     */
    public void learn(SseFrame frame, String field) {
        requireNonNull(field, "field");
        head = readData(frame, (data, offset, length) -> head(data, offset, length, field));
    }

    /** Knows no form any more. */
    public void forget() {
        head = UNKNOWN;
        bytes = UNKNOWN;
    }

    /** Whether the frame has the learned form. */
    public boolean read(SseFrame frame) {
        return head.length > 0 && readData(frame, this::matches);
    }

    /** The text of the frame that was read. */
    public String text() {
        return JsonText.decode(bytes, textStart, textEnd);
    }

    /** Whether the text is ASCII without escapes, so that {@link #bytes()} from start to end are its characters. */
    public boolean isAscii() {
        return EightBytes.isPlainAscii(bytes, textStart, textEnd);
    }

    /** What the frame that was read lies in; neither to be changed nor to be kept. */
    public byte[] bytes() {
        return bytes;
    }

    /** The first byte of the text in {@link #bytes()}, escapes as they came. */
    public int textStart() {
        return textStart;
    }

    /** The byte after the last one of the text. */
    public int textEnd() {
        return textEnd;
    }

    private static byte[] head(byte[] data, int offset, int length, String field) {
        return JsonSpan.of(data, offset, offset + length)
                .flatMap(event -> event.member("delta"))
                .flatMap(delta -> delta.member(field))
                .filter(text -> text.isString() && isClosed(data, text.end(), offset + length))
                .map(text -> Arrays.copyOfRange(data, offset, text.start() + 1))
                .orElse(UNKNOWN);
    }

    private boolean matches(byte[] data, int offset, int length) {
        int text = offset + head.length;
        int end = offset + length;
        if (text >= end || !Arrays.equals(head, 0, head.length, data, offset, text)) {
            return false;
        }
        int quoteEnd = JsonScan.string(data, text - 1, end);
        if (quoteEnd == JsonScan.MALFORMED || !isClosed(data, quoteEnd, end)) {
            return false;
        }
        bytes = data;
        textStart = text;
        textEnd = quoteEnd - 1;
        return true;
    }

    /** Whether nothing follows the text's quote but a brace, blanks, and the last brace. */
    private static boolean isClosed(byte[] data, int from, int end) {
        if (from >= end || data[from] != '}') {
            return false;
        }
        int at = from + 1;
        while (at < end && data[at] == ' ') {
            at++;
        }
        return at == end - 1 && data[at] == '}';
    }

    private static <R> R readData(SseFrame frame, SseFrame.DataReader<R> reader) {
        try {
            return frame.readData(reader);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
