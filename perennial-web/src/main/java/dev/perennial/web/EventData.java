package dev.perennial.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.JournalEntry;
import java.util.List;

/**
 * An entry of the journal as the page reads it: {@code type}, {@code session}, {@code seq}, {@code at}, and what the event says.
 * Pictures and long texts stay where they are, under their hash.
 */
final class EventData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventData() {}

    static String of(String session, JournalEntry entry) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("type", entry.type())
                .put("session", session)
                .put("seq", entry.seq())
                .put("at", entry.at().toString());
        try {
            if (JSON.readTree(entry.json()) instanceof ObjectNode event) {
                event.remove(List.of("type", "session", "seq", "at"));
                return data.setAll(event).toString();
            }
        } catch (JsonProcessingException damaged) {
            return data.put("raw", entry.json()).toString();
        }
        return data.put("raw", entry.json()).toString();
    }
}
