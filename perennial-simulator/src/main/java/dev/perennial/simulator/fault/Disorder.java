package dev.perennial.simulator.fault;

import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Frame;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Events that are missing, doubled or out of order. */
final class Disorder {

    static final List<FaultKind> KINDS = List.of(
            missing("missing-message-start", "first", "message_start"),
            missing("missing-block-start", "first", "content_block_start"),
            missing("missing-delta", "text", "content_block_delta"),
            missing("missing-block-stop", "first", "content_block_stop"),
            missing("missing-message-delta", "first", "message_delta"),
            doubled("doubled-message-start", "first", "message_start"),
            doubled("doubled-block-start", "first", "content_block_start"),
            doubled("doubled-delta", "text", "content_block_delta"),
            doubled("doubled-block-stop", "first", "content_block_stop"),
            doubled("doubled-message-delta", "first", "message_delta"),
            doubled("doubled-message-stop", "first", "message_stop"),
            kind(
                    "second-message-start",
                    "text",
                    "another message begins in the middle of the first",
                    (scene, rest) -> Steps.before(otherMessage(), rest)),
            kind(
                    "swapped-deltas",
                    "text",
                    "two deltas come in the wrong order",
                    (scene, rest) -> late(rest, Events::isDelta, Events::isDelta)),
            kind(
                    "late-block-start",
                    "first",
                    "a content_block_start comes after the first delta of its block",
                    (scene, rest) -> late(rest, is("content_block_start"), Events::isDelta)),
            kind(
                    "delta-after-stop",
                    "text",
                    "a delta comes after its block's content_block_stop",
                    (scene, rest) -> late(rest, Events::isDelta, is("content_block_stop"))),
            kind(
                    "delta-after-message-stop",
                    "end",
                    "a delta comes after message_stop",
                    (scene, rest) -> Steps.of(Events.delta(scene.index(), "text", " more"))),
            next(
                    "wrong-index",
                    "text",
                    "a delta belongs to a block that was never started",
                    delta -> Steps.of(Events.edit(
                            delta, e -> e.put("index", e.path("index").asInt() + 7)))),
            next(
                    "wrong-delta-type",
                    "text",
                    "a delta is of a type that does not fit its block",
                    delta -> Steps.of(
                            Events.delta(Events.json(delta).path("index").asInt(), "tool_use", "{"))),
            next(
                    "name-mismatch",
                    "text",
                    "the event line says message_stop, the data content_block_delta",
                    delta -> Steps.of(new Frame("message_stop", delta.data()))),
            next(
                    "name-missing",
                    "text",
                    "a delta has no event line",
                    delta -> Steps.of(Steps.bytes("data: " + delta.data() + "\n\n"))),
            on(
                    "stop-reason-missing",
                    "first",
                    "message_delta has no stop reason",
                    "message_delta",
                    delta -> Steps.of(
                            Events.edit(delta, e -> e.withObject("/delta").putNull("stop_reason")))));

    private Disorder() {}

    private static FaultKind missing(String name, String place, String type) {
        return on(name, place, "the next " + type + " is left out", type, frame -> Steps.of());
    }

    private static FaultKind doubled(String name, String place, String type) {
        return on(name, place, "the next " + type + " comes twice", type, frame -> Steps.of(frame, frame));
    }

    private static FaultKind next(
            String name, String place, String description, Function<Frame, Iterator<StreamStep>> change) {
        return on(name, place, description, "content_block_delta", change);
    }

    private static FaultKind on(
            String name, String place, String description, String type, Function<Frame, Iterator<StreamStep>> change) {
        return kind(
                name,
                place,
                description,
                (scene, rest) ->
                        Steps.onNext(rest, is(type), (frame, behind) -> Steps.concat(change.apply(frame), behind)));
    }

    private static FaultKind kind(String name, String place, String description, Effect.StepChange change) {
        return FaultKind.steps(
                name,
                FaultGroup.ORDER,
                description,
                Harm.LOSS,
                new Parameter.None(),
                place,
                Effect.Steps.events(change));
    }

    private static Predicate<Frame> is(String type) {
        return frame -> frame.event().equals(type);
    }

    /** The next event of one sort comes after the next of another. */
    private static Iterator<StreamStep> late(
            Iterator<StreamStep> rest, Predicate<Frame> moved, Predicate<Frame> overtaking) {
        return Steps.onNext(
                rest,
                moved,
                (late, behind) ->
                        Steps.onNext(behind, overtaking, (frame, last) -> Steps.concat(Steps.of(frame, late), last)));
    }

    private static Frame otherMessage() {
        return new Frame(
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_other\",\"type\":\"message\","
                        + "\"role\":\"assistant\",\"model\":\"claude-opus-5-5\",\"content\":[],\"stop_reason\":null,"
                        + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}");
    }
}
