package dev.perennial.stream.recovery;

/** The comment that goes out before the first frame of an attempt that goes on. Not thread-safe. */
final class SeamNote {

    private final Sink sink;
    private String note = "";

    SeamNote(Sink sink) {
        this.sink = sink;
    }

    /** What is to be told of the next attempt; empty for nothing. */
    void next(String text) {
        note = text;
    }

    void announce() {
        announce("");
    }

    /** Tells it, and how it is known where the attempt goes on; once. */
    void announce(String how) {
        if (!note.isEmpty()) {
            sink.deliver(FrameWriter.comment(how.isEmpty() ? note : note + ", " + how));
        }
        note = "";
    }
}
