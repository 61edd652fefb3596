package dev.perennial.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Events as the SDK's types, which are the JSON of the wire. */
final class SdkEvents {

    private SdkEvents() {}

    static <T> Optional<T> convert(MessageEvent event, Class<T> type) {
        return wire(event).map(json -> convert(json, type));
    }

    private static <T> T convert(JsonNode json, Class<T> type) {
        try {
            return SdkJson.value(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the event is no " + type.getSimpleName() + ": " + json.path("type"), e);
        }
    }

    private static Optional<JsonNode> wire(MessageEvent event) {
        return switch (event) {
            case MessageEvent.MessageStarted e ->
                Optional.of(event("message_start").set("message", e.message()));
            case MessageEvent.BlockStarted e ->
                Optional.of(block("start", e.index()).set("content_block", e.block()));
            case MessageEvent.TextDelta e -> delta(e.index(), text(DeltaText.TEXT, "text_delta", e.text()));
            case MessageEvent.ThinkingDelta e -> delta(e.index(), text(DeltaText.THINKING, "thinking_delta", e.text()));
            case MessageEvent.InputJsonDelta e ->
                delta(e.index(), text(DeltaText.INPUT, "input_json_delta", e.partialJson()));
            case MessageEvent.SignatureDelta e ->
                delta(e.index(), event("signature_delta").put("signature", e.signature()));
            case MessageEvent.CitationsDelta e ->
                delta(e.index(), event("citations_delta").set("citation", e.citation()));
            case MessageEvent.CompactionDelta e -> delta(e.index(), e.delta());
            case MessageEvent.UnknownDelta e -> delta(e.index(), e.delta());
            case MessageEvent.BlockFinished e -> Optional.of(block("stop", e.index()));
            case MessageEvent.MessageDelta e -> Optional.of(e.data());
            case MessageEvent.MessageFinished e -> Optional.of(event("message_stop"));
            case MessageEvent.UnknownEvent e -> Optional.of(e.data());
            case MessageEvent.Ping e -> Optional.empty();
            case MessageEvent.Resumed e -> Optional.empty();
            case MessageEvent.ClosedHere e -> Optional.empty();
            case MessageEvent.BlockRestarted e -> Optional.empty();
        };
    }

    private static ObjectNode event(String type) {
        return Json.emptyObject().put("type", type);
    }

    private static ObjectNode block(String what, int index) {
        return event("content_block_" + what).put("index", index);
    }

    private static ObjectNode text(DeltaText kind, String type, String text) {
        return event(type).put(kind.field(), text);
    }

    private static Optional<JsonNode> delta(int index, ObjectNode delta) {
        return Optional.of(block("delta", index).set("delta", delta));
    }
}
