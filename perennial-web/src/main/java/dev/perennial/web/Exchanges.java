package dev.perennial.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import java.util.List;
import java.util.Set;

/**
 * What a session exchanged with the API: its requests, and of each the attempts, with what they cost and how they ended. Bodies and
 * headers are not in the journal, so that no credential can be in here.
 */
final class Exchanges {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;
    private static final Set<String> TOLD = Set.of(
            "session",
            "settings",
            "request",
            "response",
            "response_end",
            "response_broken",
            "attempt",
            "seam",
            "notice");
    private static final Set<String> OF_STREAMS =
            Set.of("waiting", "resumed", "sent_again", "fell_back", "outage", "outage_over", "queued", "queue");

    private final ArrayNode exchanges = JsonNodeFactory.instance.arrayNode();
    private String model = "";
    private boolean simulated;

    private Exchanges() {}

    /** Those of a session, in order. */
    static ObjectNode of(Journal journal, String session) {
        Exchanges all = new Exchanges();
        long last = 0;
        List<JournalEntry> page;
        do {
            page = journal.read(session, last, PAGE);
            page.stream().filter(entry -> TOLD.contains(entry.type())).forEach(all::add);
            last = page.isEmpty() ? last : page.getLast().seq();
        } while (page.size() == PAGE);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("exchanges", all.exchanges);
        return json;
    }

    private void add(JournalEntry entry) {
        JsonNode event = parsed(entry);
        switch (entry.type()) {
            case "session" -> {
                model = event.path("model").asText();
                simulated = event.path("simulated").asBoolean();
            }
            case "settings" -> model = event.path("request").path("model").asText(model);
            case "request" -> begin(entry, event);
            case "response" ->
                last().put("request_id", event.path("request_id").asText())
                        .put("answered_by", event.path("model").asText())
                        .put("answered_at", entry.at().toString());
            case "response_end" -> end(entry, event.path("stop_reason").asText());
            case "response_broken" -> end(entry, event.path("cause").asText());
            case "attempt" -> attempt(entry, event);
            case "seam" -> last().withArray("notes").add(event.path("note").asText());
            case "notice" -> notice(event);
            default -> {} // not told here
        }
    }

    private void begin(JournalEntry entry, JsonNode event) {
        ObjectNode exchange = exchanges.addObject();
        exchange.put("request", event.path("request").asLong())
                .put("seq", entry.seq())
                .put("model", model)
                .put("messages", event.path("messages").asLong())
                .put("sent_at", entry.at().toString())
                .put("status", "running");
        exchange.putArray("attempts");
    }

    private void end(JournalEntry entry, String why) {
        last().put("status", why).put("ended_at", entry.at().toString());
    }

    private void attempt(JournalEntry entry, JsonNode event) {
        ObjectNode attempt = last().withArray("attempts").addObject();
        attempt.put("request_id", event.path("request_id").asText())
                .put("end", event.path("end").asText())
                .put("duration_ms", event.path("duration_ms").asLong())
                .put("ended_at", entry.at().toString())
                .set("usage", event.path("usage").deepCopy());
        attempt.put("cost_usd", simulated ? 0 : cost(event.path("usage")));
    }

    private double cost(JsonNode usage) {
        JsonNode hour = usage.path("cache_creation").path("ephemeral_1h_input_tokens");
        long written = usage.path("cache_creation_input_tokens").asLong();
        TokenUsage used = new TokenUsage(
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                written - hour.asLong(),
                hour.asLong(),
                usage.path("cache_read_input_tokens").asLong());
        return Catalogue.builtIn().get(model).prices().cost(used).doubleValue();
    }

    private void notice(JsonNode event) {
        if (OF_STREAMS.contains(event.path("code").asText())) {
            last().withArray("notes").add(event.path("text").asText());
        }
    }

    /** What belongs to no request that is there is told of none. */
    private ObjectNode last() {
        return exchanges.isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : (ObjectNode) exchanges.get(exchanges.size() - 1);
    }

    private static JsonNode parsed(JournalEntry entry) {
        try {
            return JSON.readTree(entry.json());
        } catch (JsonProcessingException damaged) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
