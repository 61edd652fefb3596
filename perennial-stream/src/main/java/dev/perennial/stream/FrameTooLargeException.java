package dev.perennial.stream;

/** A frame of server-sent events outgrew the decoder's limit; the decoder is of no further use. */
public final class FrameTooLargeException extends StreamException {

    private final long size;
    private final long limit;

    FrameTooLargeException(long size, long limit) {
        super(
                "frame_too_large",
                "a server-sent event has at least " + size + " bytes but the decoder's maxFrameBytes is " + limit
                        + ": raise maxFrameBytes, or check that the server really sends server-sent events");
        this.size = size;
        this.limit = limit;
    }

    /** How many bytes of the frame had arrived when it was given up. */
    public long size() {
        return size;
    }

    /** The largest size allowed, in bytes. */
    public long limit() {
        return limit;
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
