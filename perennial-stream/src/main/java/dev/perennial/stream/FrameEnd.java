package dev.perennial.stream;

/** How a stream of frames stood when its bytes ended. */
public sealed interface FrameEnd {

    /** The bytes ended between two frames. */
    record BetweenFrames() implements FrameEnd {}

    /**
     * The bytes ended inside a frame, which was not delivered: the rule of the HTML standard for events that lack the
     * closing blank line.
     *
     * @param bytes how many bytes of the frame had arrived, more than 0
     * @param event the event's name as far as it was known, else the empty string
     */
    record InsideFrame(long bytes, String event) implements FrameEnd {}
}
