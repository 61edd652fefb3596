package dev.perennial.tools;

import dev.perennial.agent.ToolOutput;
import org.jspecify.annotations.Nullable;

/**
 * The output of one command, from bytes to what is shown. Nothing of it is held here, and nothing that decodes it is made before
 * there is something to decode.
 *
 * <p>One thread writes; another may ask at any time whether there was anything.
 */
final class CommandOutput implements RecordFinder.Sink {

    private final ToolOutput output;
    private @Nullable OutputDecoder decoder;
    private volatile boolean empty = true;
    private volatile boolean blank = true;

    CommandOutput(ToolOutput output) {
        this.output = output;
    }

    @Override
    public void appendPlain(byte[] bytes, int length) {
        if (decoder != null && !decoder.isBetweenCharacters()) {
            append(bytes, length);
        } else if (length > 0) {
            empty = false;
            blank = blank && isBlank(bytes, length);
            output.append(bytes, 0, length);
        }
    }

    @Override
    public void append(byte[] bytes, int length) {
        if (length > 0) {
            OutputDecoder opened = decoder == null ? new OutputDecoder(this::show) : decoder;
            decoder = opened;
            opened.append(bytes, length);
        }
    }

    private static boolean isBlank(byte[] plain, int length) {
        int at = 0;
        while (at < length && plain[at] <= ' ') {
            at++;
        }
        return at == length;
    }

    private void show(String text) {
        empty = false;
        blank = blank && text.isBlank();
        output.append(text);
    }

    /** To be called once, after the last byte. */
    void finish() {
        if (decoder != null) {
            decoder.finish();
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** Whether there was nothing that anybody could see. */
    boolean isBlank() {
        return blank;
    }
}
