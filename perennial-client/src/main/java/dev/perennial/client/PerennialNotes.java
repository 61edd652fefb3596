package dev.perennial.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.SseFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comment lines by which a mended stream tells what was done to it (docs/recovery.md). */
final class PerennialNotes {

    private static final byte[] MARK = ": perennial ".getBytes(US_ASCII);
    private static final Pattern RESTART = Pattern.compile("restart (\\d{1,9})");

    private PerennialNotes() {}

    /** What a frame without data says; nothing if it is a comment of somebody else. */
    static Optional<MessageEvent> read(SseFrame frame) {
        try {
            return frame.readRaw(PerennialNotes::read);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Optional<MessageEvent> read(byte[] bytes, int offset, int length) {
        int text = MARK.length;
        if (length <= text || !Arrays.equals(MARK, 0, text, bytes, offset, offset + text)) {
            return Optional.empty();
        }
        return Optional.of(event(new String(bytes, offset + text, length - text, UTF_8).strip()));
    }

    private static MessageEvent event(String note) {
        Matcher restart = RESTART.matcher(note);
        if (restart.matches()) {
            return new MessageEvent.BlockRestarted(Integer.parseInt(restart.group(1)));
        }
        return note.startsWith("closed ") ? new MessageEvent.ClosedHere(note) : new MessageEvent.Resumed(note);
    }
}
