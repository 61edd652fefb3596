package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

/**
 * A request to be sent.
 *
 * @param shape what it is to the message
 * @param content the JSON; the caller's own bytes but for what had to be added, so that the prompt cache and the binding of
 *     thinking hold. A driver that keeps the caller's body itself may send that where the shape is ORIGINAL
 * @param target where it goes: the number of a {@link Target}, 0 where there is only one
 */
public record Call(Shape shape, Body content, int target) {

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
        requireNonNull(content, "content");
    }

    /** The JSON; neither to be changed nor to be kept after the attempt. */
    public byte[] body() {
        return content.bytes();
    }
}
