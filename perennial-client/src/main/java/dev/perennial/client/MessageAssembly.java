package dev.perennial.client;

import com.anthropic.errors.AnthropicInvalidDataException;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import java.util.Set;
import java.util.TreeSet;

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
 * <p>Not thread-safe.
 */
public final class MessageAssembly {

    private final MessageFold fold = new MessageFold();
    private final EventReader reader = new EventReader(fold);
    private final SseDecoder decoder = new SseDecoder();
    private final Set<String> leftOut = new TreeSet<>();

    /** An assembly that has read nothing yet. */
    public MessageAssembly() {}

    /**
     * Reads more of the stream.
     *
     * @throws AnthropicInvalidDataException if its events do not make one message
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

    /** The types of deltas that are not in it, because nobody here knows what they do to their block. */
    public Set<String> leftOut() {
        return Set.copyOf(leftOut);
    }

    private void take(SseFrame frame) {
        if (!frame.isEvent() || reader.readShort(frame)) {
            return;
        }
        try {
            if (reader.read(frame) instanceof EventReader.Reading.Event event
                    && event.event() instanceof MessageEvent.UnknownDelta unknown) {
                leftOut.add(unknown.delta().path("type").asText());
            }
        } catch (MalformedEventException e) {
            throw new AnthropicInvalidDataException("the stream of the message does not fold: " + e.getMessage(), e);
        }
    }
}
