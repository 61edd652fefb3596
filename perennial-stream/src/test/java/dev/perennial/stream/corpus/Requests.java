package dev.perennial.stream.corpus;

import dev.perennial.simulator.manner.Interrupted;

/** Interrupted answers with a request to go on that a test can read. */
final class Requests {

    private static final int ANCHOR = 120;

    private Requests() {}

    /** Shows all that was written and quotes its end. */
    static Interrupted of(CorpusText text) {
        return of(text.written(), text.rest());
    }

    static Interrupted of(String written, String rest) {
        String anchor = written.substring(Tail.whole(written, Math.max(0, written.length() - ANCHOR)));
        return new Interrupted(written, rest, request("r-9c41", anchor, "done-9c41"));
    }

    static String request(String tag, String anchor, String done) {
        return "Your reply was cut off. Send only the rest: begin with <%s>, the exact last words \"%s\", </%s>, then go on. If it was complete, send only <%s/>."
                .formatted(tag, anchor, tag, done);
    }
}
