package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A block as it was when it was looked at.
 *
 * @param citationCount how many of the citations it has; 0 if it has those that it began with
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record BlockView(
        int index,
        ObjectNode begun,
        GrowingText.View text,
        GrowingText.View thinking,
        GrowingText.View input,
        JsonNode[] citations,
        int citationCount,
        boolean isFinished,
        boolean hasUnknownDeltas) {

    /** The input as it came, where it was no JSON object. */
    static Optional<String> invalidInput(JsonNode input) {
        return input.size() == 1 ? Json.text(input, MessageEvent.BlockFinished.INVALID_JSON) : Optional.empty();
    }

    String type() {
        return begun.path("type").asText();
    }

    boolean isInputValid() {
        String said = input.toString();
        return said.isBlank() || Json.object(said).isPresent();
    }

    /** A copy as JSON. */
    ObjectNode json() {
        ObjectNode json = Json.emptyObject();
        json.setAll(begun);
        put(json, DeltaText.TEXT, text);
        put(json, DeltaText.THINKING, thinking);
        String said = input.toString();
        if (!said.isBlank()) {
            json.set(DeltaText.INPUT.member(), inputJson(said));
        }
        if (citationCount > 0) {
            ArrayNode cited = json.putArray("citations");
            for (int i = 0; i < citationCount; i++) {
                cited.add(citations[i]);
            }
        }
        return json;
    }

    private static void put(ObjectNode json, DeltaText kind, GrowingText.View text) {
        if (text.length() > 0) {
            json.put(kind.member(), text.toString());
        }
    }

    private static ObjectNode inputJson(String said) {
        Optional<ObjectNode> parsed = Json.object(said);
        return parsed.orElseGet(() -> Json.emptyObject().put(MessageEvent.BlockFinished.INVALID_JSON, said));
    }
}
