package dev.perennial.tools;

import dev.perennial.agent.ToolOutput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The output of one command, from bytes to what is shown: decoded across the borders of pieces, without terminal control,
 * passed on to whoever watches, kept within bounds.
 *
 * <p>One thread writes; another may ask for the text at any time.
 */
final class CommandOutput {

    private static final int LIVE_TIMES_SHOWN = 10;
    private static final int PIECE = 8192;
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer undecoded = ByteBuffer.allocate(PIECE + LONGEST_CHARACTER);
    private final CharBuffer decoded = CharBuffer.allocate(PIECE + LONGEST_CHARACTER);
    private final AnsiStripper stripper = new AnsiStripper();
    private final HeadAndTail kept;
    private final LiveOutput live;

    CommandOutput(int shownCharacters, ToolOutput watcher) {
        this.kept = new HeadAndTail(shownCharacters);
        this.live = new LiveOutput((long) LIVE_TIMES_SHOWN * shownCharacters, watcher);
    }

    void append(byte[] bytes, int length) {
        for (int from = 0; from < length; from += PIECE) {
            undecoded.put(bytes, from, Math.min(PIECE, length - from)).flip();
            decoder.decode(undecoded, decoded, false);
            undecoded.compact();
            passOn();
        }
    }

    /** To be called once, after the last byte. */
    void finish() {
        decoder.decode(undecoded.flip(), decoded, true);
        decoder.flush(decoded);
        passOn();
    }

    private void passOn() {
        StringBuilder clean = new StringBuilder(decoded.position());
        stripper.append(decoded.array(), decoded.position(), clean);
        decoded.clear();
        String text = clean.toString();
        if (!text.isEmpty()) {
            keep(text);
            live.append(text);
        }
    }

    private synchronized void keep(String text) {
        kept.append(text);
    }

    synchronized String text() {
        return kept.text();
    }
}
