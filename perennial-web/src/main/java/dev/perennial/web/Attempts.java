package dev.perennial.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.JournalEntry;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The attempts of one request. Two events tell of each: {@code exchange} how it went over the wire, {@code attempt} what came of the
 * answer that it brought. They are told in either order, and what brought no answer has no {@code attempt}.
 */
final class Attempts {

    private static final List<String> OF_THE_EVENT = List.of("type", "session", "seq", "at", "request");

    private final ArrayNode json;

    Attempts(ArrayNode json) {
        this.json = json;
    }

    /** It is under way. */
    void started(JournalEntry entry, JsonNode event) {
        told(of(event), event).put("end", "running").put("sent_at", entry.at().toString());
    }

    /** How it went over the wire, from its sending to its end. */
    void exchanged(JournalEntry entry, JsonNode event) {
        ObjectNode attempt = of(event);
        boolean answered = attempt.has("usage");
        JsonNode end = attempt.path("end");
        JsonNode duration = attempt.path("duration_ms");
        told(attempt, event);
        long lasted = event.path("duration_ms").asLong();
        attempt.put("sent_at", entry.at().minusMillis(lasted).toString())
                .put("transfer", event.path("end").asText())
                .put("request_id", answerId(attempt));
        if (answered) {
            attempt.set("end", end);
            attempt.set("duration_ms", duration);
        } else {
            attempt.put("ended_at", entry.at().toString());
        }
    }

    /** What came of the answer. */
    ObjectNode ended(JournalEntry entry, JsonNode event) {
        String id = event.path("request_id").asText();
        ObjectNode attempt = last(other -> !other.has("usage") && brought(other, id));
        attempt.put("request_id", id)
                .put("end", event.path("end").asText())
                .put("duration_ms", event.path("duration_ms").asLong())
                .put("ended_at", entry.at().toString())
                .set("usage", event.path("usage").deepCopy());
        if (event.has("model")) {
            attempt.set("model", event.path("model"));
        }
        return attempt;
    }

    private ObjectNode of(JsonNode event) {
        int number = event.path("exchange").asInt();
        for (JsonNode attempt : json) {
            if (attempt.path("exchange").asInt() == number) {
                return (ObjectNode) attempt;
            }
        }
        String id = answerId(event);
        return event.path("status").asInt() / 100 == 2
                ? last(other -> !other.has("exchange") && brought(other, id))
                : json.addObject();
    }

    /** Whether it can have brought the answer of that id: some servers give none. */
    private static boolean brought(JsonNode attempt, String id) {
        String own = answerId(attempt);
        boolean refused = attempt.has("status") && attempt.path("status").asInt() / 100 != 2;
        return !refused && (id.isEmpty() || own.isEmpty() || own.equals(id));
    }

    private static String answerId(JsonNode told) {
        return told.path("response_headers").properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("request-id"))
                .map(header -> header.getValue().asText())
                .findFirst()
                .orElseGet(() -> told.path("request_id").asText());
    }

    /** The last that fits; a new one if none does. */
    private ObjectNode last(Predicate<JsonNode> fits) {
        for (int i = json.size() - 1; i >= 0; i--) {
            if (fits.test(json.get(i))) {
                return (ObjectNode) json.get(i);
            }
        }
        return json.addObject();
    }

    private static ObjectNode told(ObjectNode attempt, JsonNode event) {
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            if (!OF_THE_EVENT.contains(field.getKey())) {
                attempt.set(field.getKey(), field.getValue());
            }
        }
        return attempt;
    }
}
