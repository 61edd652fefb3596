package dev.perennial.client;

import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import java.io.IOException;

/** Reads a stream to its end, into the JSON that the API would have answered with had no stream been asked for. */
final class WholeMessage {

    private static final int CHUNK_BYTES = 8 << 10;

    private final MessageFold fold = new MessageFold();
    private final EventReader reader = new EventReader(fold);

    private WholeMessage() {}

    /**
     * The whole message; fields unknown to the SDK are kept.
     *
     * @throws UnfinishedMessageException if the message could not be brought to its end
     */
    static byte[] read(LiveMessage message) throws IOException {
        WholeMessage whole = new WholeMessage();
        SseDecoder decoder = new SseDecoder();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = message.read(chunk, 0, chunk.length);
                count >= 0;
                count = message.read(chunk, 0, chunk.length)) {
            decoder.feed(chunk, 0, count, whole::take);
        }
        return Json.MAPPER.writeValueAsBytes(whole.fold.soFar());
    }

    private void take(SseFrame frame) {
        if (!frame.isEvent()) {
            return;
        }
        try {
            reader.read(frame);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("a stream that was checked does not fold: " + e.getMessage(), e);
        }
    }
}
