package dev.perennial.stream;

/** Takes the frames that an {@link SseDecoder} finds, in order, on the thread that feeds the decoder. */
@FunctionalInterface
public interface FrameSink {

    /**
     * Takes one whole frame.
     *
     * @param frame a view that is valid during this call only; whoever wants to keep something copies it
     */
    void frame(SseFrame frame);
}
