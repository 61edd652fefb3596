package dev.perennial.stream;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import dev.perennial.stream.internal.EightBytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames of server-sent events, whatever the chunks in which the bytes arrive.
 *
 * <p>The rules are those of the HTML standard, section 9.2.6: lines end in CR, LF or CRLF; a byte order mark is skipped;
 * {@code data} fields are joined by line feeds; comments and unknown fields are ignored; a field without colon has an
 * empty value; one space after the colon is dropped; a frame without its closing blank line is not an event.
 *
 * <p>A frame that lies wholly in one chunk is read where it lies; only what straddles chunks is copied. At most
 * {@code maxFrameBytes} and one chunk are held. Not thread-safe.
 */
public final class SseDecoder {

    /** The size of the largest frame by default: 32 MiB, the API's limit for a whole request. */
    public static final int DEFAULT_MAX_FRAME_BYTES = 32 << 20;

    private static final byte[] NOTHING = {};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int maxFrameBytes;
    private final SseFrame frame = new SseFrame();

    /** The part of the current frame that came in earlier chunks. */
    private byte[] pending = NOTHING;

    private int pendingLength;

    private boolean lineIsEmpty = true;
    private boolean afterCarriageReturn;
    /** The last frame ended in CR: a line feed that follows belongs to it, though it has been delivered. */
    private boolean lineFeedMayFollow;

    private boolean firstFrame = true;
    private String lastEventId = "";
    private @Nullable Duration retry;

    /** A decoder with the default limit. */
    public SseDecoder() {
        this(DEFAULT_MAX_FRAME_BYTES);
    }

    /**
     * A decoder with its own limit.
     *
     * @param maxFrameBytes the size of the largest frame, in bytes, its blank line included; at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    public SseDecoder(int maxFrameBytes) {
        if (maxFrameBytes < 1) {
            throw new IllegalArgumentException("maxFrameBytes is " + maxFrameBytes + " but must be at least 1");
        }
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Takes the next bytes and hands every frame that they complete to the sink.
     *
     * <p>An exception of the sink passes through; the decoder is of no further use then.
     *
     * @throws FrameTooLargeException if a frame outgrows the limit; the frames before it have been handed out
     * @throws IndexOutOfBoundsException if offset and length do not lie in the array
     */
    public void feed(byte[] bytes, int offset, int length, FrameSink sink) {
        checkFromIndexSize(offset, length, bytes.length);
        int end = offset + length;
        for (int at = offset; at < end; ) {
            at += feedFrame(bytes, at, end - at, sink);
        }
    }

    /**
     * Takes the next bytes up to the end of a frame, and hands that frame to the sink.
     *
     * @return how many bytes were taken: all of them if no frame ends there
     * @throws FrameTooLargeException if the frame outgrows the limit
     * @throws IndexOutOfBoundsException if offset and length do not lie in the array
     */
    public int feedFrame(byte[] bytes, int offset, int length, FrameSink sink) {
        requireNonNull(sink, "sink");
        checkFromIndexSize(offset, length, bytes.length);
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            int lineEnd = EightBytes.lineEnd(bytes, i, end);
            sawText(lineEnd > i);
            i = lineEnd;
            if (i < end && endsFrame(bytes[i], pendingLength == 0 && i == offset)) {
                i = takeLineFeed(bytes, i, end);
                deliver(bytes, offset, i + 1, sink);
                return i + 1 - offset;
            }
        }
        keep(bytes, offset, end);
        return length;
    }

    /** Whether the next byte is the first of a frame, and of no line end before it; false at the beginning of a stream. */
    public boolean isBetweenFrames() {
        return pendingLength == 0 && lineIsEmpty && !afterCarriageReturn && !lineFeedMayFollow && !firstFrame;
    }

    /** Tells how the stream stood when its bytes ended. To be called once, after the last bytes. */
    public FrameEnd end() {
        frame.read(pending, 0, textStart(pending, 0, pendingLength), pendingLength);
        boolean inside = frame.hasFields();
        FrameEnd end = inside ? new FrameEnd.InsideFrame(pendingLength, frame.event()) : new FrameEnd.BetweenFrames();
        frame.forget();
        return end;
    }

    /** The last {@code id} field that came, or the empty string. */
    public String lastEventId() {
        return lastEventId;
    }

    /** The last {@code retry} field that came: how long to wait before connecting anew. */
    public Optional<Duration> retry() {
        return Optional.ofNullable(retry);
    }

    private void sawText(boolean any) {
        if (any) {
            afterCarriageReturn = false;
            lineFeedMayFollow = false;
            lineIsEmpty = false;
        }
    }

    private boolean endsFrame(byte lineEnd, boolean firstOfFrame) {
        boolean secondOfPair = lineEnd == '\n' && (afterCarriageReturn || (lineFeedMayFollow && firstOfFrame));
        afterCarriageReturn = lineEnd == '\r';
        lineFeedMayFollow = false;
        if (secondOfPair) {
            return false;
        }
        boolean blank = lineIsEmpty;
        lineIsEmpty = true;
        if (blank) {
            lineFeedMayFollow = afterCarriageReturn;
            afterCarriageReturn = false;
        }
        return blank;
    }

    /** Where the line feed of a CRLF is already here it stays with its frame. */
    private int takeLineFeed(byte[] bytes, int at, int end) {
        if (lineFeedMayFollow && at + 1 < end && bytes[at + 1] == '\n') {
            lineFeedMayFollow = false;
            return at + 1;
        }
        return at;
    }

    private void deliver(byte[] bytes, int start, int end, FrameSink sink) {
        checkSize(end - start);
        if (pendingLength == 0) {
            deliverFrame(bytes, start, end, sink);
            return;
        }
        append(bytes, start, end);
        int length = pendingLength;
        pendingLength = 0;
        deliverFrame(pending, 0, length, sink);
    }

    private void deliverFrame(byte[] bytes, int start, int end, FrameSink sink) {
        frame.read(bytes, start, textStart(bytes, start, end), end);
        firstFrame = false;
        if (frame.hasId()) {
            lastEventId = frame.id();
        }
        if (frame.hasRetry()) {
            retry = Duration.ofMillis(Long.parseLong(frame.retry()));
        }
        sink.frame(frame);
        frame.forget();
    }

    private int textStart(byte[] bytes, int start, int end) {
        int mark = BYTE_ORDER_MARK.length;
        boolean marked = firstFrame
                && end - start >= mark
                && Arrays.equals(bytes, start, start + mark, BYTE_ORDER_MARK, 0, mark);
        return marked ? start + mark : start;
    }

    private void keep(byte[] bytes, int start, int end) {
        if (start == end) {
            return;
        }
        checkSize(end - start);
        append(bytes, start, end);
    }

    private void append(byte[] bytes, int start, int end) {
        int length = end - start;
        int needed = pendingLength + length;
        if (needed > pending.length) {
            long grown = Math.max(needed, Math.min(2L * pending.length, maxFrameBytes));
            pending = Arrays.copyOf(pending, (int) Math.max(grown, 256));
        }
        System.arraycopy(bytes, start, pending, pendingLength, length);
        pendingLength = needed;
    }

    private void checkSize(int more) {
        long size = (long) pendingLength + more;
        if (size > maxFrameBytes) {
            throw new FrameTooLargeException(size, maxFrameBytes);
        }
    }
}
