package dev.perennial.simulator.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.StreamStep.Frame;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Events that cannot be understood; the stream goes on after them. */
final class Malformed {

    private static final int NESTING = 5_000;

    static final List<FaultKind> KINDS = List.of(
            data("json-garbage", "the data of a delta is no JSON", data -> "{oops]"),
            data("json-half", "the data of a delta is half of its JSON", data -> data.substring(0, data.length() / 2)),
            data("json-null", "the data of a delta is null", data -> "null"),
            data("json-array", "the data of a delta is an array", data -> "[" + data + "]"),
            data("json-string", "the data of a delta is a string", data -> "\"text\""),
            data(
                    "json-nested",
                    "the data of a delta has a field with " + NESTING + " nested arrays",
                    Malformed::nested),
            data(
                    "json-control-character",
                    "a string in a delta has a raw control character",
                    data -> data.replaceFirst("\"\\}\\}$", "\u0001\"}}")),
            data("data-empty", "the data of a delta is empty", data -> ""),
            raw(
                    "data-missing",
                    "a delta has an event line and no data",
                    frame -> Steps.bytes("event: " + frame.event() + "\n\n")),
            raw("data-bad-utf8", "a delta has bytes that are no UTF-8", Malformed::badUtf8),
            field("type-missing", "the data of a delta has no type", event -> event.remove("type")),
            field("index-missing", "a delta has no index", event -> event.remove("index")),
            field("index-text", "the index of a delta is a string", event -> event.put("index", "first")),
            field("index-negative", "the index of a delta is -1", event -> event.put("index", -1)),
            field("delta-missing", "a content_block_delta holds no delta", event -> event.remove("delta")),
            field("delta-null", "a content_block_delta holds null", event -> event.putNull("delta")),
            field(
                    "delta-type-missing",
                    "the delta has no type",
                    event -> delta(event).remove("type")),
            field(
                    "content-null",
                    "the content of a delta is null",
                    event -> content(event).ifPresent(f -> delta(event).putNull(f))),
            field(
                    "content-number",
                    "the content of a delta is a number",
                    event -> content(event).ifPresent(f -> delta(event).put(f, 5))));

    private Malformed() {}

    private static FaultKind data(String name, String description, UnaryOperator<String> change) {
        return raw(name, description, frame -> new Frame(frame.event(), change.apply(frame.data())));
    }

    private static FaultKind field(String name, String description, Consumer<ObjectNode> change) {
        return raw(name, description, frame -> Events.edit(frame, change));
    }

    private static FaultKind raw(String name, String description, Function<Frame, StreamStep> change) {
        Effect.StepChange next = (scene, rest) ->
                Steps.onNext(rest, Events::isDelta, (frame, behind) -> Steps.before(change.apply(frame), behind));
        return FaultKind.steps(
                name,
                FaultGroup.MALFORMED,
                description,
                Harm.LOSS,
                new Parameter.None(),
                "text",
                Effect.Steps.events(next));
    }

    private static ObjectNode delta(ObjectNode event) {
        return (ObjectNode) event.path("delta");
    }

    private static java.util.Optional<String> content(ObjectNode event) {
        return Events.contentField(event);
    }

    private static String nested(String data) {
        return data.replaceFirst("\\{", "{\"extra\":" + "[".repeat(NESTING) + "]".repeat(NESTING) + ",");
    }

    private static StreamStep badUtf8(Frame frame) {
        byte[] bytes = new String(frame.bytes(), ISO_8859_1)
                .replaceFirst("\"\\}\\}\n\n$", "\u00ff\u00fe\"}}\n\n")
                .getBytes(ISO_8859_1);
        return new StreamStep.Bytes(bytes);
    }
}
