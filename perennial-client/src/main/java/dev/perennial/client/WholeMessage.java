package dev.perennial.client;

import java.io.IOException;

/** Reads a stream to its end, into the JSON that the API would have answered with had no stream been asked for. */
final class WholeMessage {

    private static final int CHUNK_BYTES = 8 << 10;

    private WholeMessage() {}

    /**
     * The whole message; fields unknown to the SDK are kept.
     *
     * @throws UnfinishedMessageException if the message could not be brought to its end
     */
    static byte[] read(LiveMessage message) throws IOException {
        MessageAssembly whole = new MessageAssembly();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = message.read(chunk, 0, chunk.length);
                count >= 0;
                count = message.read(chunk, 0, chunk.length)) {
            whole.feed(chunk, 0, count);
        }
        return whole.json();
    }
}
