package dev.perennial.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reads a stream to its end, into the JSON that the API would have answered with had no stream been asked for. */
final class WholeMessage {

    private static final Logger LOG = System.getLogger(WholeMessage.class.getPackageName());
    private static final int CHUNK_BYTES = 8 << 10;

    private WholeMessage() {}

    /**
     * Reads a message.
     *
     * @throws UnfinishedMessageException if the message could not be brought to its end
     * @throws com.anthropic.errors.AnthropicInvalidDataException if its events do not make one message
     */
    static MessageAssembly read(LiveMessage message) throws IOException {
        MessageAssembly whole = new MessageAssembly();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = message.read(chunk, 0, chunk.length);
                count >= 0;
                count = message.read(chunk, 0, chunk.length)) {
            whole.feed(chunk, 0, count);
        }
        warn(whole);
        return whole;
    }

    private static void warn(MessageAssembly whole) {
        if (!whole.leftOut().isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The answer had deltas of unknown type, which are left out of the message: " + whole.leftOut()
                            + ". Read it as a stream to see them, or update this library.");
        }
    }
}
