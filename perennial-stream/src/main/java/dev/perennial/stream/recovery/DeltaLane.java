package dev.perennial.stream.recovery;

import dev.perennial.stream.SseFrame;
import dev.perennial.stream.internal.JsonScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The short way of what nearly all of a stream consists of: deltas that differ from one that was read in full in nothing
 * but their text, and in the blanks with which the API pads them. Not thread-safe.
 */
final class DeltaLane implements SseFrame.DataReader<Boolean> {

    private static final byte[] UNKNOWN = {};

    /** The frame up to the first byte of its text. */
    private byte[] head = UNKNOWN;

    private MessageFrame pattern = new MessageFrame();
    private int textStart;
    private int textEnd;
    private int end;

    /** Takes a delta as the pattern for those that follow, if it is of the plainest form. */
    void learn(SseFrame raw, MessageFrame frame) {
        pattern = frame;
        try {
            if (!raw.isNamed() || !addsText(frame.delta()) || !raw.readRaw(this)) {
                forget();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A signature has text, but one that comes again takes the place of the old one. */
    private static boolean addsText(DeltaKind delta) {
        return delta.hasText() && delta != DeltaKind.SIGNATURE;
    }

    /** Looks at the frame where it lies; false if its data do not lie there, or more than its text follows. */
    @Override
    public Boolean read(byte[] bytes, int offset, int length) {
        int text = pattern.textStart();
        if (!pattern.liesIn(bytes) || closing(bytes, pattern.textEnd(), offset + length) != offset + length) {
            return false;
        }
        if (!Arrays.equals(head, 0, head.length, bytes, offset, text)) {
            head = Arrays.copyOfRange(bytes, offset, text);
        }
        return true;
    }

    void forget() {
        head = UNKNOWN;
    }

    boolean isKnown() {
        return head.length > 0;
    }

    /** Whether a whole frame of the pattern begins there. */
    boolean matches(byte[] bytes, int from, int limit) {
        int text = from + head.length;
        if (text >= limit || !Arrays.equals(head, 0, head.length, bytes, from, text)) {
            return false;
        }
        int quoteEnd = JsonScan.string(bytes, text - 1, limit);
        if (quoteEnd == JsonScan.MALFORMED) {
            return false;
        }
        textStart = text;
        textEnd = quoteEnd - 1;
        end = closing(bytes, textEnd, limit);
        return end != JsonScan.MALFORMED;
    }

    /** Where the frame ends whose text ends there: quote, brace, blanks, brace, blank line. */
    private static int closing(byte[] bytes, int quote, int limit) {
        int at = quote + 1;
        if (at >= limit || bytes[at] != '}') {
            return JsonScan.MALFORMED;
        }
        do {
            at++;
        } while (at < limit && bytes[at] == ' ');
        boolean closed = at + 2 < limit && bytes[at] == '}' && bytes[at + 1] == '\n' && bytes[at + 2] == '\n';
        return closed ? at + 3 : JsonScan.MALFORMED;
    }

    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }

    /** Where the frame that matched ends. */
    int end() {
        return end;
    }
}
