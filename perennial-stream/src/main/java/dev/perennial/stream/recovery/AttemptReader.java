package dev.perennial.stream.recovery;

import dev.perennial.stream.FrameSink;
import dev.perennial.stream.FrameTooLargeException;
import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import dev.perennial.stream.internal.JsonSpan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one attempt: frames in their lawful order, one block at a time, or else the attempt is broken.
 *
 * <p>That blocks do not interleave is how documented streams are (platform.claude.com, "Streaming messages"); no document
 * promises it.
 */
final class AttemptReader implements FrameSink {

    /** What the reader found, in order; a false answer says that no more is wanted. */
    interface Listener {

        /** A ping, a comment, or an event of unknown type. */
        void aside(SseFrame raw, MessageFrame frame, boolean progress);

        void started(SseFrame raw, MessageFrame frame);

        void blockStarted(SseFrame raw, MessageFrame frame, Block block);

        void delta(SseFrame raw, MessageFrame frame, Block block);

        /**
         * Whole frames, one after the other, that are nothing but so many bytes of text for the open block, which stands in
         * the message where it stands in the attempt.
         */
        void deltas(byte[] bytes, int from, int to, int textLength);

        void blockFinished(SseFrame raw, MessageFrame frame, Block block);

        void messageDelta(SseFrame raw, MessageFrame frame, Optional<String> stopReason);

        void messageStopped(SseFrame raw, MessageFrame frame);

        void broken(Cause cause);
    }

    private final SseDecoder decoder = new SseDecoder();
    private final MessageFrame frame = new MessageFrame();
    private final DeltaLane lane = new DeltaLane();
    private final Listener listener;

    private boolean started;
    private int blocks;
    private @Nullable Block open;
    private boolean stopReasonSeen;
    private boolean over;

    AttemptReader(Listener listener) {
        this.listener = listener;
    }

    void feed(byte[] bytes, int offset, int length) {
        int end = offset + length;
        try {
            for (int at = offset; at < end && !over; ) {
                int next = deltas(bytes, at, end);
                at = next == end ? end : next + decoder.feedFrame(bytes, next, end - next, this);
            }
        } catch (FrameTooLargeException tooLarge) {
            malformed("a frame of more than " + tooLarge.limit() + " bytes");
        }
    }

    /** Takes all deltas in a row that differ from the one before in nothing but their text; where they end. */
    private int deltas(byte[] bytes, int from, int end) {
        Block block = open;
        if (block == null || block.index() != blocks - 1 || !lane.isKnown() || !decoder.isBetweenFrames()) {
            return from;
        }
        int at = from;
        int length = 0;
        while (lane.matches(bytes, at, end)) {
            block.addText(bytes, lane.textStart(), lane.textEnd());
            length += lane.textEnd() - lane.textStart();
            at = lane.end();
        }
        if (at > from) {
            listener.deltas(bytes, from, at, length);
        }
        return at;
    }

    /** What the block that is open is, if any. */
    Optional<Block> open() {
        return Optional.ofNullable(open);
    }

    boolean hasStarted() {
        return started;
    }

    /** Nothing more is read, also not of the chunk that is being read. */
    void stop() {
        over = true;
    }

    @Override
    public void frame(SseFrame raw) {
        if (over) {
            return;
        }
        if (!raw.isEvent() && raw.isNamed() && !FrameKind.named(raw).saysNothing()) {
            malformed("an event of the protocol without data");
        } else if (!raw.isEvent()) {
            listener.aside(raw, frame, false);
        } else if (!frame.read(raw)) {
            malformed("data that are no event of this API");
        } else if (raw.isNamed() && !frame.isNameOf(raw)) {
            malformed("an event whose name is not the type of its data");
        } else {
            event(raw);
        }
    }

    private void event(SseFrame raw) {
        switch (frame.kind()) {
            case BLOCK_DELTA -> delta(raw);
            case PING -> listener.aside(raw, frame, false);
            case UNKNOWN -> listener.aside(raw, frame, true);
            case MESSAGE_START -> messageStart(raw);
            case BLOCK_START -> blockStart(raw);
            case BLOCK_STOP -> blockStop(raw);
            case MESSAGE_DELTA -> messageDelta(raw);
            case MESSAGE_STOP -> messageStop(raw);
            case ERROR -> end(new Cause.InStream(ApiFault.of(frame.document())));
        }
    }

    private void messageStart(SseFrame raw) {
        if (started || frame.member("message").filter(JsonSpan::isObject).isEmpty()) {
            malformed(started ? "a second message_start" : "a message_start without message");
            return;
        }
        started = true;
        listener.started(raw, frame);
    }

    private void blockStart(SseFrame raw) {
        Optional<JsonSpan> block = frame.member("content_block").filter(JsonSpan::isObject);
        if (!started || stopReasonSeen || open != null || frame.index() != blocks || block.isEmpty()) {
            malformed("a content_block_start out of order");
            return;
        }
        blocks++;
        open = new Block(block.get());
        lane.forget();
        listener.blockStarted(raw, frame, open);
    }

    private void delta(SseFrame raw) {
        Block block = open;
        if (block == null || frame.index() != blocks - 1 || !frame.delta().belongsTo(block.kind())) {
            malformed("a content_block_delta out of order");
            return;
        }
        block.add(frame);
        lane.learn(raw, frame);
        listener.delta(raw, frame, block);
    }

    private void blockStop(SseFrame raw) {
        Block block = open;
        if (block == null || frame.index() != blocks - 1) {
            malformed("a content_block_stop out of order");
            return;
        }
        open = null;
        block.finish();
        listener.blockFinished(raw, frame, block);
    }

    private void messageDelta(SseFrame raw) {
        if (!started || open != null) {
            malformed("a message_delta out of order");
            return;
        }
        Optional<String> reason = frame.member("delta")
                .flatMap(d -> d.member("stop_reason"))
                .filter(JsonSpan::isString)
                .map(JsonSpan::text);
        stopReasonSeen = stopReasonSeen || reason.isPresent();
        listener.messageDelta(raw, frame, reason);
    }

    private void messageStop(SseFrame raw) {
        if (!stopReasonSeen) {
            malformed("a message_stop without a stop reason before it");
            return;
        }
        over = true;
        listener.messageStopped(raw, frame);
    }

    private void malformed(String problem) {
        end(new Cause.Malformed(problem));
    }

    private void end(Cause cause) {
        over = true;
        listener.broken(cause);
    }
}
