package dev.perennial.simulator.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.perennial.http.Headers;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.StreamStep;
import java.time.Duration;
import java.util.List;

/** An answer as it was recorded. Immutable. */
public sealed interface RecordedAnswer {

    /** The HTTP status; 0 if there was none. */
    int status();

    /** The headers. */
    Headers headers();

    /** The answer to send: the recorded bytes after the recorded waits. */
    SimulatedResponse toResponse();

    /**
     * An answer that came whole.
     *
     * @param body the text of the body
     * @param delay the time before the head
     */
    record Whole(int status, Headers headers, String body, Duration delay) implements RecordedAnswer {

        public Whole {
            requireNonNull(headers, "headers");
            requireNonNull(body, "body");
            requireNonNull(delay, "delay");
        }

        @Override
        public SimulatedResponse toResponse() {
            return new SimulatedResponse.Whole(status, headers, body.getBytes(UTF_8), delay);
        }
    }

    /**
     * A stream.
     *
     * @param steps what happened
     * @param delay the time before the head
     */
    record Stream(int status, Headers headers, List<StreamStep> steps, Duration delay) implements RecordedAnswer {

        public Stream {
            requireNonNull(headers, "headers");
            steps = List.copyOf(steps);
        }

        @Override
        public SimulatedResponse toResponse() {
            return new SimulatedResponse.Stream(status, headers, steps.iterator(), delay);
        }
    }

    /**
     * What was no HTTP response.
     *
     * @param steps what happened
     * @param delay the time before it
     */
    record Broken(List<StreamStep> steps, Duration delay) implements RecordedAnswer {

        public Broken {
            steps = List.copyOf(steps);
        }

        @Override
        public int status() {
            return 0;
        }

        @Override
        public Headers headers() {
            return Headers.EMPTY;
        }

        @Override
        public SimulatedResponse toResponse() {
            return new SimulatedResponse.Broken(steps.iterator(), delay);
        }
    }
}
