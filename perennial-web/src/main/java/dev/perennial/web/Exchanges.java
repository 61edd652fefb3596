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
 * What a session exchanged with the API: its requests, and of each the attempts, with what they cost and how they ended. No credential
 * can be in here: headers come without them into the journal, and bodies only as those of errors.
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
            "exchange_started",
            "exchange",
            "seam",
            "notice");
    private static final Set<String> OF_STREAMS =
            Set.of("waiting", "resumed", "sent_again", "fell_back", "outage", "outage_over", "queued", "queue");

    private final ArrayNode exchanges = JsonNodeFactory.instance.arrayNode();
    private final long after;
    private String model = "";
    private boolean simulated;
    private ObjectNode current = JsonNodeFactory.instance.objectNode();

    private Exchanges(long after) {
        this.after = after;
    }

    /**
     * Those of a session, in order; {@code next} continues them, if there are more.
     *
     * @param after only those with a larger {@code seq}
     * @param limit how many at most
     */
    static ObjectNode page(Journal journal, String session, long after, int limit) {
        Exchanges wanted = new Exchanges(after);
        long last = 0;
        List<JournalEntry> page;
        do {
            page = journal.read(session, last, PAGE);
            page.stream().filter(entry -> TOLD.contains(entry.type())).forEach(wanted::add);
            last = page.isEmpty() ? last : page.getLast().seq();
        } while (page.size() == PAGE && wanted.exchanges.size() <= limit);
        return wanted.json(limit);
    }

    private ObjectNode json(int limit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        boolean more = exchanges.size() > limit;
        while (exchanges.size() > limit) {
            exchanges.remove(exchanges.size() - 1);
        }
        json.set("exchanges", exchanges);
        if (more) {
            json.put("next", exchanges.get(limit - 1).path("seq").asText());
        }
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
                current.put("request_id", event.path("request_id").asText())
                        .put("answered_by", event.path("model").asText())
                        .put("answered_at", entry.at().toString());
            case "response_end" -> end(entry, event.path("stop_reason").asText());
            case "response_broken" -> end(entry, event.path("cause").asText());
            case "attempt" -> attempt(entry, event);
            case "exchange_started" -> attempts().started(entry, event);
            case "exchange" -> attempts().exchanged(entry, event);
            case "seam" -> current.withArray("notes").add(event.path("note").asText());
            case "notice" -> notice(event);
            default -> {} // not told here
        }
    }

    private void begin(JournalEntry entry, JsonNode event) {
        current = JsonNodeFactory.instance.objectNode();
        if (entry.seq() > after) {
            exchanges.add(current);
        }
        current.put("request", event.path("request").asLong())
                .put("seq", entry.seq())
                .put("model", model)
                .put("messages", event.path("messages").asLong())
                .put("sent_at", entry.at().toString())
                .put("status", "running");
        current.putArray("attempts");
    }

    private void end(JournalEntry entry, String why) {
        current.put("status", why).put("ended_at", entry.at().toString());
    }

    private void attempt(JournalEntry entry, JsonNode event) {
        attempts().ended(entry, event).put("cost_usd", simulated ? 0 : cost(event));
    }

    private Attempts attempts() {
        return new Attempts(current.withArray("attempts"));
    }

    /** By the model that served it, which may be another than the one that was asked for. */
    private double cost(JsonNode attempt) {
        JsonNode usage = attempt.path("usage");
        JsonNode hour = usage.path("cache_creation").path("ephemeral_1h_input_tokens");
        long written = usage.path("cache_creation_input_tokens").asLong();
        TokenUsage used = new TokenUsage(
                usage.path("input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                written - hour.asLong(),
                hour.asLong(),
                usage.path("cache_read_input_tokens").asLong());
        return Catalogue.builtIn()
                .served(attempt.path("model").asText(), model)
                .prices()
                .cost(used)
                .doubleValue();
    }

    private void notice(JsonNode event) {
        if (OF_STREAMS.contains(event.path("code").asText())) {
            current.withArray("notes").add(event.path("text").asText());
        }
    }

    private static JsonNode parsed(JournalEntry entry) {
        try {
            return JSON.readTree(entry.json());
        } catch (JsonProcessingException damaged) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
