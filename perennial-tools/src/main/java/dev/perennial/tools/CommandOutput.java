package dev.perennial.tools;

import dev.perennial.agent.ToolOutput;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The output of one command, from bytes to what is shown: decoded across the borders of pieces, without terminal control.
 * Nothing of it is held here.
 *
 * <p>One thread writes; another may ask at any time whether there was anything.
 */
final class CommandOutput implements RecordFinder.Sink {

    private static final int PIECE = 8192;
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer undecoded = ByteBuffer.allocate(PIECE + LONGEST_CHARACTER);
    private final CharBuffer decoded = CharBuffer.allocate(PIECE + LONGEST_CHARACTER);
    private final AnsiStripper stripper = new AnsiStripper();
    private final ToolOutput output;
    private volatile boolean empty = true;

    CommandOutput(ToolOutput output) {
        this.output = output;
    }

    @Override
    public void appendPlain(byte[] bytes, int length) {
        if (undecoded.position() == 0 && stripper.isInText()) {
            passOn(bytes, length);
        } else {
            append(bytes, length);
        }
    }

    @Override
    public void append(byte[] bytes, int length) {
        for (int from = 0; from < length; from += PIECE) {
            undecoded.put(bytes, from, Math.min(PIECE, length - from)).flip();
            decoder.decode(undecoded, decoded, false);
            undecoded.compact();
            passOn();
        }
    }

    private void passOn(byte[] bytes, int length) {
        if (length > 0) {
            empty = false;
            output.append(bytes, 0, length);
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
        if (!clean.isEmpty()) {
            empty = false;
            output.append(clean.toString());
        }
    }

    boolean isEmpty() {
        return empty;
    }
}
