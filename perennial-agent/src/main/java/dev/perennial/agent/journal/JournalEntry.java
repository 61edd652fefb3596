package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One event of a session as it is kept.
 *
 * @param seq its place in the session: rising, from 1, not without gaps
 * @param at when it happened, to the millisecond
 * @param type what kind of event it is
 * @param json the event, a JSON object; read back exactly as it was written
 */
public record JournalEntry(long seq, Instant at, String type, String json) {

    public JournalEntry {
        if (seq < 1) {
            throw new IllegalArgumentException("seq is " + seq + ", but the first entry has 1");
        }
        requireNonNull(at, "at");
        requireNonNull(type, "type");
        requireNonNull(json, "json");
    }
}
