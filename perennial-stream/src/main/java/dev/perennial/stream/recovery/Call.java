package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

/**
 * A request to be sent.
 *
 * @param shape what it is to the message
 * @param body the JSON; the caller's own bytes but for what had to be added, so that the prompt cache and the binding of
 *     thinking hold; neither to be changed nor to be kept after the attempt
 */
@SuppressWarnings("ArrayRecordComponent") // a body is handed on, never compared
public record Call(Shape shape, byte[] body) {

    /** What a request is to the message. */
    public enum Shape {
        /** The caller's body, byte for byte. */
        ORIGINAL,
        /** With the finished blocks in an assistant message at the end, for the model to go on. */
        PREFILL,
        /** With the finished blocks and the turn left as the server paused it. */
        PAUSED_TURN,
        /** With the finished blocks, and a user message that asks for what comes next. */
        ASKING,
        /** With all that is out, and a user message that asks to go on in the middle of the text. */
        CONTINUING
    }

    public Call {
        requireNonNull(shape, "shape");
        requireNonNull(body, "body");
    }
}
