package dev.perennial.stream.recovery;

/** Takes whole frames for the consumer. */
@FunctionalInterface
interface Sink {

    /** Takes frames; the bytes are valid during the call only. */
    void deliver(byte[] bytes, int offset, int length);

    default void deliver(Bytes bytes) {
        deliver(bytes.array(), 0, bytes.length());
    }
}
