package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.util.Map;
import java.util.Set;

/** The JSON of a message: whole, and as it stands in the events that open and close its stream. */
public final class MessageJson {

    /** Extras that a stream sends in the {@code delta} of {@code message_delta}. */
    private static final Set<String> IN_DELTA = Set.of("stop_details", "container");

    /** Extras that a stream sends beside that {@code delta}. */
    private static final Set<String> BESIDE_DELTA = Set.of("context_management");

    private static final String USAGE = "usage";

    private final Completion completion;
    private final UsageJson usage;

    /** The JSON of this message. */
    public MessageJson(Completion completion) {
        this.completion = completion;
        this.usage = new UsageJson(completion);
    }

    /** The whole message. */
    public ObjectNode whole() {
        ObjectNode message = skeleton();
        completion.blocks().forEach(b -> message.withArray("content").add(b.whole()));
        message.setAll(stop());
        message.set(USAGE, usage.start().setAll(usage.end()));
        overlay(
                message,
                completion.extras().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(k -> !k.equals(USAGE))
                        .toList());
        return message;
    }

    /** The message of {@code message_start}. */
    ObjectNode start() {
        ObjectNode message = skeleton();
        message.putNull("stop_reason").putNull("stop_sequence").putNull("stop_details");
        message.set(USAGE, usage.start());
        overlay(
                message,
                completion.extras().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(k -> !k.equals(USAGE) && !IN_DELTA.contains(k) && !BESIDE_DELTA.contains(k))
                        .toList());
        return message;
    }

    /** The last {@code message_delta} event. */
    ObjectNode delta() {
        ObjectNode event = Json.object().put("type", "message_delta");
        ObjectNode delta = stop();
        overlay(delta, IN_DELTA);
        event.set("delta", delta);
        event.set(USAGE, usage.end());
        overlay(event, BESIDE_DELTA);
        return event;
    }

    /** A {@code message_delta} event on the way: what was used up to the end of a block. */
    ObjectNode interimDelta(int blocks) {
        ObjectNode event = Json.object().put("type", "message_delta");
        event.putObject("delta").putNull("stop_reason").putNull("stop_sequence");
        event.set(USAGE, usage.upTo(blocks));
        return event;
    }

    private ObjectNode skeleton() {
        ObjectNode message = Json.object()
                .put("id", completion.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", completion.model());
        message.putArray("content");
        return message;
    }

    private ObjectNode stop() {
        return Json.object()
                .put("stop_reason", completion.stopReason())
                .put("stop_sequence", completion.stopSequence().orElse(null))
                .putNull("stop_details");
    }

    private void overlay(ObjectNode target, Iterable<String> fields) {
        for (String field : fields) {
            if (completion.extras().has(field)) {
                target.set(field, completion.extras().path(field));
            }
        }
    }
}
