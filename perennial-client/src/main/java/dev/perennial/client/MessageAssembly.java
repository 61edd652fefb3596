package dev.perennial.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;

/**
 * Puts the events of a stream together to the JSON that the API would have answered with had no stream been asked for;
 * fields unknown to the SDK are kept.
 *
 * <pre>{@code
 * MessageAssembly message = new MessageAssembly();
 * message.feed(chunk, 0, count);
 * byte[] json = message.json();
 * }</pre>
 *
 * <p>For streams that were checked, as those that a {@link dev.perennial.stream.recovery.Recovery} delivers. Not
 * thread-safe.
 */
public final class MessageAssembly {

    private final MessageFold fold = new MessageFold();
    private final EventReader reader = new EventReader(fold);
    private final SseDecoder decoder = new SseDecoder();

    /** An assembly that has read nothing yet. */
    public MessageAssembly() {}

    /**
     * Reads more of the stream.
     *
     * @throws IllegalStateException if its events do not fit together
     */
    public void feed(byte[] bytes, int offset, int length) {
        decoder.feed(bytes, offset, length, this::take);
    }

    /**
     * The message as far as it came.
     *
     * @throws IllegalStateException if it has not begun
     */
    public byte[] json() {
        try {
            return Json.MAPPER.writeValueAsBytes(fold.soFar());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that was read cannot be written", e);
        }
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
