package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;

/** One thing that happens on a simulated stream. */
public sealed interface StreamStep {

    /**
     * Nothing happens.
     *
     * @param duration for how long; positive
     */
    record Pause(Duration duration) implements StreamStep {}

    /**
     * A server-sent event is sent.
     *
     * @param event the type of the event
     * @param data its JSON, without line breaks
     */
    record Frame(String event, String data) implements StreamStep {

        /** The bytes on the wire. */
        public byte[] bytes() {
            return ("event: " + event + "\ndata: " + data + "\n\n").getBytes(UTF_8);
        }
    }
}
