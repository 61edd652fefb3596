package dev.perennial.simulator.fault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Frame;
import dev.perennial.simulator.internal.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Streams that are unusual and nevertheless healthy. */
final class Oddities {

    private static final Duration PULSE = Duration.ofSeconds(10);

    /** A delta is made in memory. */
    private static final int MOST_CHARACTERS = 16 << 20;

    static final List<FaultKind> KINDS = List.of(
            kind(
                    "unknown-event",
                    "text",
                    "an event of a type that no client knows",
                    (scene, rest) -> Steps.before(Events.bare("brand_new_event"), rest)),
            kind(
                    "unknown-block",
                    "block_stop",
                    "a content block of a type that no client knows",
                    Oddities::unknownBlock),
            kind(
                    "unknown-delta",
                    "text",
                    "a delta of a type that no client knows",
                    (scene, rest) -> Steps.before(unknownDelta(scene.index()), rest)),
            kind(
                    "unknown-fields",
                    "first",
                    "all events have fields that no client knows",
                    (scene, rest) -> Steps.eachFrame(rest, frame -> Steps.of(Events.edit(frame, Oddities::addField)))),
            told(
                    "big-delta",
                    "text",
                    "one delta of this many characters more",
                    new Parameter.Count(1 << 20, "characters", 1, MOST_CHARACTERS),
                    (scene, rest) ->
                            Steps.before(scene.delta("x".repeat(scene.fault().count())), rest)),
            told(
                    "empty-deltas",
                    "text",
                    "this many empty deltas at once",
                    Parameter.Count.of(100, "deltas"),
                    (scene, rest) -> Steps.concat(copies(scene.fault().count(), scene.delta("")), rest)),
            told(
                    "ping-burst",
                    "text",
                    "this many pings at once",
                    Parameter.Count.of(1_000, "pings"),
                    (scene, rest) -> Steps.concat(copies(scene.fault().count(), Events.PING), rest)),
            kind(
                    "ping-first",
                    "first",
                    "a ping comes before message_start",
                    (scene, rest) -> Steps.before(Events.PING, rest)),
            kind(
                    "two-message-deltas",
                    "first",
                    "a message_delta with usage only comes before the last one",
                    (scene, rest) -> Steps.onNext(
                            rest,
                            f -> f.event().equals("message_delta"),
                            (last, behind) -> Steps.concat(Steps.of(withoutReason(last), last), behind))),
            told(
                    "thinking-pings",
                    "thinking",
                    "thinking with pings only for this long",
                    time(Duration.ofMinutes(10)),
                    (scene, rest) -> Steps.concat(
                            Steps.repeat(Events.PING, PULSE, scene.fault().time()), rest)),
            told(
                    "pause",
                    "text",
                    "a pause of this length, then the stream goes on",
                    time(Duration.ofMinutes(2)),
                    (scene, rest) -> Steps.before(Steps.pause(scene.fault().time()), rest)),
            told(
                    "slow",
                    "first",
                    "a pause of this length before each event",
                    time(Duration.ofSeconds(2)),
                    (scene, rest) -> Steps.eachFrame(
                            rest, frame -> Steps.of(Steps.pause(scene.fault().time()), frame))),
            told(
                    "late-end",
                    "end",
                    "the body ends this long after message_stop",
                    time(Duration.ofSeconds(30)),
                    (scene, rest) -> Steps.of(Steps.pause(scene.fault().time()))));

    private Oddities() {}

    private static FaultKind kind(String name, String place, String description, Effect.StepChange change) {
        return told(name, place, description, new Parameter.None(), change);
    }

    private static FaultKind told(
            String name, String place, String description, Parameter parameter, Effect.StepChange change) {
        return FaultKind.steps(
                name, FaultGroup.ODD, description, Harm.NONE, parameter, place, Effect.Steps.events(change));
    }

    private static Parameter time(Duration time) {
        return new Parameter.Time(time);
    }

    private static Iterator<StreamStep> copies(int number, StreamStep step) {
        return Collections.nCopies(number, step).iterator();
    }

    private static void addField(ObjectNode event) {
        event.put("brand_new_field", true);
    }

    private static Frame unknownDelta(int index) {
        ObjectNode event = Json.object().put("type", "content_block_delta").put("index", index);
        event.putObject("delta").put("type", "brand_new_delta").put("sparkle", "!");
        return Events.frame(event);
    }

    private static Frame withoutReason(Frame delta) {
        return Events.edit(
                delta,
                event -> event.withObject("/delta").putNull("stop_reason").putNull("stop_sequence"));
    }

    private static Iterator<StreamStep> unknownBlock(Scene scene, Iterator<StreamStep> rest) {
        int index = scene.blocks();
        ObjectNode start = Json.object().put("type", "content_block_start").put("index", index);
        start.putObject("content_block").put("type", "brand_new_block").put("sparkle", "");
        ObjectNode stop = Json.object().put("type", "content_block_stop").put("index", index);
        return Steps.concat(
                Steps.of(Events.frame(start), unknownDelta(index), Events.frame(stop)),
                Steps.eachFrame(rest, frame -> Steps.of(shifted(frame, index))));
    }

    /** The event with the index that it has behind a block more. */
    private static Frame shifted(Frame frame, int from) {
        return Events.edit(frame, event -> {
            if (event.path("index").asInt(-1) >= from) {
                event.put("index", event.path("index").asInt() + 1);
            }
        });
    }
}
