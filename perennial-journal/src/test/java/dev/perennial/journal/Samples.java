package dev.perennial.journal;

import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.SessionHead;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.LongStream;

/** Sessions as tests need them. */
final class Samples {

    static final SessionHead HEAD = new SessionHead(
            "Count the lines", SessionHead.State.IDLE, "claude-sonnet-5", "/home/you", false, 0, BigDecimal.ZERO);

    private Samples() {}

    static JournalEntry entry(long seq) {
        return new JournalEntry(seq, Instant.ofEpochMilli(1_000_000 + seq), "text", "{\"text\":\"" + seq + "\"}");
    }

    static JournalBatch batch(long... places) {
        return JournalBatch.of(LongStream.of(places).mapToObj(Samples::entry).toList(), HEAD);
    }
}
