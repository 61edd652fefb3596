package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.SseFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a process that is no more had received of a message ({@link Recovery#resuming}).
 *
 * @param frames the events as the API streams them, from {@code message_start} on and without {@code message_stop}; what stands
 *     behind the last whole frame does not count. Not to be changed
 * @param requestId the server's id of the request; empty if it is not known
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Received(byte[] frames, Optional<String> requestId) {

    /**
     * Checks the frames.
     *
     * @throws IllegalArgumentException if they do not begin a message, are out of order, or if the message is over
     */
    public Received {
        requireNonNull(frames, "frames");
        requireNonNull(requestId, "requestId");
        new Check().read(frames);
    }

    /** The head of the response that brought them, as far as it matters. */
    ResponseHead head() {
        Map<String, String> headers = new HashMap<>();
        headers.put("content-type", "text/event-stream");
        requestId.ifPresent(id -> headers.put("request-id", id));
        return new ResponseHead(200, headers);
    }

    /** Finds frames that no attempt could have been in the middle of. */
    private static final class Check implements AttemptReader.Listener {

        void read(byte[] frames) {
            AttemptReader reader = new AttemptReader(this);
            reader.feed(frames, 0, frames.length);
            if (!reader.hasStarted()) {
                throw new IllegalArgumentException(
                        "what was received has no message_start: nothing of the message was there, so ask for it anew");
            }
        }

        @Override
        public void messageStopped(SseFrame raw, MessageFrame frame) {
            throw new IllegalArgumentException(
                    "what was received has a message_stop: nothing of the message is missing");
        }

        @Override
        public void broken(Cause cause) {
            String problem = cause instanceof Cause.Malformed malformed ? malformed.problem() : cause.code();
            throw new IllegalArgumentException("what was received is no message that was cut: " + problem);
        }

        @Override
        public void aside(SseFrame raw, MessageFrame frame, boolean progress) {}

        @Override
        public void started(SseFrame raw, MessageFrame frame) {}

        @Override
        public void blockStarted(SseFrame raw, MessageFrame frame, Block block) {}

        @Override
        public void delta(SseFrame raw, MessageFrame frame, Block block) {}

        @Override
        public void deltas(byte[] bytes, int from, int to, int textLength) {}

        @Override
        public void blockFinished(SseFrame raw, MessageFrame frame, Block block) {}

        @Override
        public void messageDelta(SseFrame raw, MessageFrame frame, Optional<String> stopReason) {}
    }
}
