package dev.perennial.app.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A journal's entries of a session, a JSON object a line: {@code seq}, {@code at}, {@code type} and the {@code event} as it was
 * written. What events refer to by its hash stands in a line of its own, once, behind the first that does: {@code content} and
 * {@code data}. An entry that is no JSON object any more is there as text, {@code raw}.
 */
final class RawEntries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 500;

    private final Journal journal;
    private final String session;
    private final Appendable out;
    private final Set<String> contents = new HashSet<>();

    RawEntries(Journal journal, String session, Appendable out) {
        this.journal = journal;
        this.session = session;
        this.out = out;
    }

    void write() throws IOException {
        long last = 0;
        List<JournalEntry> page;
        do {
            page = journal.read(session, last, PAGE);
            for (JournalEntry entry : page) {
                write(entry);
                last = entry.seq();
            }
        } while (page.size() == PAGE);
    }

    private void write(JournalEntry entry) throws IOException {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("type", entry.type());
        Optional<ObjectNode> event = event(entry);
        if (event.isEmpty()) {
            line(line.put("raw", entry.json()));
            return;
        }
        line.set("event", event.get());
        line(line);
        for (JsonNode hash : event.get().findValues("sha256")) {
            content(hash.asText());
        }
    }

    private static Optional<ObjectNode> event(JournalEntry entry) {
        try {
            return JSON.readTree(entry.json()) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    private void content(String hash) throws IOException {
        Optional<byte[]> bytes = contents.contains(hash) ? Optional.empty() : journal.content(hash);
        if (bytes.isPresent() && contents.add(hash)) {
            line(JsonNodeFactory.instance
                    .objectNode()
                    .put("content", hash)
                    .put("data", new String(bytes.get(), StandardCharsets.UTF_8)));
        }
    }

    private void line(ObjectNode line) throws IOException {
        out.append(line.toString()).append('\n');
    }
}
