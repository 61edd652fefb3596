package dev.perennial.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.EightBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One frame of server-sent events: everything up to and including a blank line, as it came and as it is understood.
 *
 * <p>A frame is a view on the decoder's bytes and is valid only during {@link FrameSink#frame}. Frames without data
 * (comments, blank lines) are frames too, so that the raw bytes of all frames together are the bytes of the stream;
 * {@link #isEvent()} tells them apart. Not thread-safe.
 */
public final class SseFrame {

    private static final byte[] NOTHING = {};
    private static final byte[] EVENT = "event".getBytes(US_ASCII);
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] ID = "id".getBytes(US_ASCII);
    private static final byte[] RETRY = "retry".getBytes(US_ASCII);

    private byte[] bytes = NOTHING;
    private int start;
    private int end;

    private int eventStart;
    private int eventEnd;
    private byte[] data = NOTHING;
    private int dataStart;
    private int dataEnd;
    private int dataLines;
    private boolean hasFields;
    private int idStart;
    private int idEnd;
    private int retryStart;
    private int retryEnd;

    SseFrame() {}

    /** Whether the frame carries data, and so is an event in the sense of the HTML standard. */
    public boolean isEvent() {
        return dataLines > 0;
    }

    /** The last {@code event} field, or the empty string. */
    public String event() {
        return new String(bytes, eventStart, eventEnd - eventStart, UTF_8);
    }

    /** The {@code data} fields joined by line feeds; malformed UTF-8 becomes U+FFFD. */
    public String data() {
        return new String(data, dataStart, dataEnd - dataStart, UTF_8);
    }

    /**
     * Lets a parser read the data's bytes where they lie.
     *
     * @throws IOException what the reader throws
     */
    public <R> R readData(DataReader<R> reader) throws IOException {
        return reader.read(data, dataStart, dataEnd - dataStart);
    }

    /** Whether there is an {@code event} field; without one the event's name is {@code message}. */
    public boolean isNamed() {
        return eventEnd > eventStart;
    }

    /** Whether the last {@code event} field is these bytes. */
    public boolean isNamed(byte[] other, int offset, int length) {
        return Arrays.equals(bytes, eventStart, eventEnd, other, offset, offset + length);
    }

    /**
     * Lets a reader see the frame's bytes where they lie, the blank line included.
     *
     * @throws IOException what the reader throws
     */
    public <R> R readRaw(DataReader<R> reader) throws IOException {
        return reader.read(bytes, start, end - start);
    }

    /** How many bytes the frame has, its blank line included. */
    public int rawLength() {
        return end - start;
    }

    /** A copy of the bytes as they came, the blank line included. */
    public byte[] raw() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /**
     * Writes the bytes as they came, the blank line included.
     *
     * @throws IOException what the stream throws
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, start, end - start);
    }

    /** Reads the bytes of a frame's data in place. */
    @FunctionalInterface
    public interface DataReader<R> {

        /**
         * Reads the data.
         *
         * @param bytes an array that holds the data; neither to be changed nor to be kept
         * @throws IOException if the data are not what the reader expects
         */
        R read(byte[] bytes, int offset, int length) throws IOException;
    }

    boolean hasFields() {
        return hasFields;
    }

    boolean hasId() {
        return idStart >= 0;
    }

    String id() {
        return new String(bytes, idStart, idEnd - idStart, UTF_8);
    }

    boolean hasRetry() {
        return retryStart >= 0;
    }

    String retry() {
        return new String(bytes, retryStart, retryEnd - retryStart, UTF_8);
    }

    /** Makes this the frame of {@code bytes[start, end)}, whose lines begin at {@code text}. */
    void read(byte[] bytes, int start, int text, int end) {
        forget();
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        for (int line = text; line < end; ) {
            int stop = EightBytes.lineEnd(bytes, line, end);
            if (stop > line) {
                field(line, stop);
            }
            line = afterLine(bytes, stop, end);
        }
    }

    /** Lets go of the bytes, so that a kept view shows nothing rather than another frame's content. */
    void forget() {
        bytes = NOTHING;
        data = NOTHING;
        start = end = eventStart = eventEnd = dataStart = dataEnd = dataLines = 0;
        idStart = retryStart = -1;
        hasFields = false;
    }

    private void field(int line, int stop) {
        if (bytes[line] == ':') {
            return;
        }
        hasFields = true;
        int colon = line;
        while (colon < stop && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, stop);
        if (value < stop && bytes[value] == ' ') {
            value++;
        }
        field(line, colon, value, stop);
    }

    private void field(int name, int nameEnd, int value, int stop) {
        if (is(DATA, name, nameEnd)) {
            addData(value, stop);
        } else if (is(EVENT, name, nameEnd)) {
            eventStart = value;
            eventEnd = stop;
        } else if (is(ID, name, nameEnd) && !contains(value, stop, 0)) {
            idStart = value;
            idEnd = stop;
        } else if (is(RETRY, name, nameEnd) && isNumber(value, stop)) {
            retryStart = value;
            retryEnd = stop;
        }
    }

    /** One line of data stays where it is; more are joined apart. */
    private void addData(int value, int stop) {
        dataLines++;
        if (dataLines == 1) {
            data = bytes;
            dataStart = value;
            dataEnd = stop;
            return;
        }
        int before = dataEnd - dataStart;
        int length = stop - value;
        byte[] joined = dataLines == 2 ? new byte[end - start] : data;
        System.arraycopy(data, dataStart, joined, 0, before);
        joined[before] = '\n';
        System.arraycopy(bytes, value, joined, before + 1, length);
        data = joined;
        dataStart = 0;
        dataEnd = before + 1 + length;
    }

    private boolean is(byte[] name, int from, int to) {
        return Arrays.equals(name, 0, name.length, bytes, from, to);
    }

    private boolean contains(int from, int to, int wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    private boolean isNumber(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return to > from && to - from < 10;
    }

    private static int afterLine(byte[] bytes, int stop, int end) {
        boolean pair = stop + 1 < end && bytes[stop] == '\r' && bytes[stop + 1] == '\n';
        return stop + (pair ? 2 : 1);
    }
}
