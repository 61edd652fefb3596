package dev.perennial.client;

import com.anthropic.errors.AnthropicInvalidDataException;
import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;

/** Reads a stream to its end, into the JSON that the API would have answered with had no stream been asked for. */
final class WholeMessage {

    private static final Logger LOG = System.getLogger(WholeMessage.class.getPackageName());
    private static final int CHUNK_BYTES = 8 << 10;

    private final MessageFold fold = new MessageFold();
    private final EventReader reader = new EventReader(fold);
    private final Set<String> leftOut = new TreeSet<>();

    private WholeMessage() {}

    /**
     * The whole message; fields unknown to the SDK are kept.
     *
     * @param json the message
     * @param leftOut the types of deltas that are not in it, because nobody here knows what they do to their block
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Folded(byte[] json, Set<String> leftOut) {}

    /**
     * Reads a message.
     *
     * @throws UnfinishedMessageException if the message could not be brought to its end
     * @throws AnthropicInvalidDataException if its events do not make one message
     */
    static Folded read(LiveMessage message) throws IOException {
        WholeMessage whole = new WholeMessage();
        SseDecoder decoder = new SseDecoder();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = message.read(chunk, 0, chunk.length);
                count >= 0;
                count = message.read(chunk, 0, chunk.length)) {
            decoder.feed(chunk, 0, count, whole::take);
        }
        return whole.folded();
    }

    private void take(SseFrame frame) {
        if (!frame.isEvent()) {
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

    private Folded folded() throws IOException {
        if (!leftOut.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The answer had deltas of unknown type, which are left out of the message: " + leftOut
                            + ". Read it as a stream to see them, or update this library.");
        }
        return new Folded(Json.MAPPER.writeValueAsBytes(fold.soFar()), leftOut);
    }
}
