package dev.perennial.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;

/**
 * Writes the events of a stream to the log as they are sent, many to a line, so that a long stream takes little memory; no
 * event waits long for its line, so that what was sent is there whoever ends the stream.
 */
final class LoggedSteps implements Iterator<StreamStep> {

    private static final int CHARACTERS_PER_LINE = 32 << 10;
    private static final Duration TIME_PER_LINE = Duration.ofSeconds(1);

    private final Iterator<StreamStep> steps;
    private final LogFile file;
    private final long number;
    private ArrayNode events = Json.array();
    private int characters;
    private Duration elapsed = Duration.ZERO;
    private Duration written = Duration.ZERO;
    private boolean ended;

    LoggedSteps(Iterator<StreamStep> steps, LogFile file, long number) {
        this.steps = steps;
        this.file = file;
        this.number = number;
    }

    @Override
    public boolean hasNext() {
        boolean more = steps.hasNext();
        if (!more) {
            end();
        }
        return more;
    }

    @Override
    public StreamStep next() {
        StreamStep step = steps.next();
        switch (step) {
            case StreamStep.Pause pause -> pause(pause.duration());
            case StreamStep.Frame frame ->
                add(frame.data().length()).put("event", frame.event()).put("data", frame.data());
            case StreamStep.Bytes bytes ->
                add(bytes.bytes().length).put("bytes", Base64.getEncoder().encodeToString(bytes.bytes()));
            case StreamStep.End end -> add(0).put("ending", end.how().name());
            case StreamStep.GoAway goAway -> add(0).put("go_away", true);
        }
        if (step instanceof StreamStep.End) {
            end();
        } else if (characters > CHARACTERS_PER_LINE) {
            write();
        }
        return step;
    }

    /** Nobody asks for more: the client has gone. */
    void abandon() {
        if (!ended && !events.isEmpty()) {
            write();
        }
    }

    private void pause(Duration duration) {
        Duration next = elapsed.plus(duration);
        if (!events.isEmpty() && next.minus(written).compareTo(TIME_PER_LINE) >= 0) {
            write();
        }
        elapsed = next;
    }

    private void end() {
        if (!ended) {
            ended = true;
            write();
        }
    }

    private ObjectNode add(int length) {
        characters += length;
        return events.addObject().put("at_ns", elapsed.toNanos());
    }

    private void write() {
        ObjectNode line = Json.object()
                .put("kind", "events")
                .put("number", number)
                .put("end", ended)
                .put("end_ns", elapsed.toNanos());
        line.set("events", events);
        file.append(line);
        events = Json.array();
        characters = 0;
        written = elapsed;
    }
}
