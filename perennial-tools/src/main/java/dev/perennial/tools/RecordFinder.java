package dev.perennial.tools;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Finds the end record in output that comes in pieces of any size, and passes on what comes before it. */
final class RecordFinder {

    /** Takes the bytes that are certainly output. */
    interface Sink {
        void append(byte[] bytes, int length);

        /** The same for bytes that are plain ({@link EightBytes#arePlain}). */
        void appendPlain(byte[] bytes, int length);
    }

    private final Frame frame;
    private final byte[] secret;
    private final Sink sink;
    private byte[] held = {};

    RecordFinder(Frame frame, Sink sink) {
        this.frame = frame;
        this.secret = frame.secret();
        this.sink = sink;
    }

    /**
     * Takes the next piece; returns the ending once its record is there, after which nothing may follow. Nothing of a record is plain
     * at its beginning, so that long output is mostly looked at once.
     */
    Optional<Ending> accept(byte[] piece, int length) {
        if (held.length == 0 && EightBytes.arePlain(piece, length)) {
            sink.appendPlain(piece, length);
            return Optional.empty();
        }
        byte[] data = held.length == 0 ? piece : joined(piece, length);
        int end = held.length + length;
        int start = secretIn(data, end);
        sink.append(data, start);
        held = Arrays.copyOfRange(data, start, end);
        return recordIn(held);
    }

    private byte[] joined(byte[] piece, int length) {
        byte[] data = Arrays.copyOf(held, held.length + length);
        System.arraycopy(piece, 0, data, held.length, length);
        return data;
    }

    /** Where the secret, or what could become it with the next piece, begins; the end if nowhere. */
    private int secretIn(byte[] data, int end) {
        int at = EightBytes.indexOf(data, secret[0], 0, end);
        while (at < end && !startsLikeSecret(data, at, end)) {
            at = EightBytes.indexOf(data, secret[0], at + 1, end);
        }
        return at;
    }

    private boolean startsLikeSecret(byte[] data, int from, int end) {
        int length = Math.min(secret.length, end - from);
        return Arrays.equals(data, from, from + length, secret, 0, length);
    }

    private Optional<Ending> recordIn(byte[] bytes) {
        for (int end = secret.length; end + secret.length <= bytes.length; end++) {
            if (Arrays.equals(bytes, end, end + secret.length, secret, 0, secret.length)) {
                String record = new String(bytes, secret.length, end - secret.length, StandardCharsets.UTF_8);
                return Optional.of(frame.parse(record));
            }
        }
        return Optional.empty();
    }
}
