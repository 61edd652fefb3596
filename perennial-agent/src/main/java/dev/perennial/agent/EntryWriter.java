package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalContent;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.SessionHead;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes events into entries of the journal: without those that others of the same batch say anew. Confined to one thread. */
final class EntryWriter {

    private final Pieces pieces;
    private final InstantSource clock;

    EntryWriter(Pieces pieces, InstantSource clock) {
        this.pieces = pieces;
        this.clock = clock;
    }

    /**
     * A batch of these events.
     *
     * @param seq the number of the event before the first of them
     * @param taken the messages of which they were made
     */
    JournalBatch batch(long seq, List<SessionEvent> events, Set<Long> taken, SessionHead head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Long, SessionEvent> left = new LinkedHashMap<>();
        Set<Long> replaced = new HashSet<>();
        long number = seq;
        for (SessionEvent event : events) {
            number++;
            for (long piece : pieces.replacedBy(number, event)) {
                if (left.remove(piece) == null) {
                    replaced.add(piece);
                }
            }
            left.put(number, event);
        }
        List<JournalEntry> entries = new ArrayList<>();
        List<JournalContent> contents = new ArrayList<>();
        left.forEach((place, event) -> {
            ObjectNode json = Contents.moved(EventJson.body(event), contents);
            entries.add(new JournalEntry(place, now, json.path("type").asText(), json.toString()));
        });
        return new JournalBatch(entries, replaced, contents, taken, head);
    }
}
