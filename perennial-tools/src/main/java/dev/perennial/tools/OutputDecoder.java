package dev.perennial.tools;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes text of bytes that come in pieces: decoded across the borders of pieces, without terminal control. */
final class OutputDecoder {

    private static final int PIECE = 8192;
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer undecoded = ByteBuffer.allocate(PIECE + LONGEST_CHARACTER);
    private final CharBuffer decoded = CharBuffer.allocate(PIECE + LONGEST_CHARACTER);
    private final AnsiStripper stripper = new AnsiStripper();
    private final Consumer<String> reader;

    /**
     * A decoder at the beginning of a text.
     *
     * @param reader takes the text, never empty
     */
    OutputDecoder(Consumer<String> reader) {
        this.reader = reader;
    }

    /** Whether the next byte begins a character, and no sequence for the terminal is open. */
    boolean isBetweenCharacters() {
        return undecoded.position() == 0 && stripper.isInText();
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
        if (!clean.isEmpty()) {
            reader.accept(clean.toString());
        }
    }
}
