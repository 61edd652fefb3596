package dev.perennial.agent;

import dev.perennial.agent.journal.Durability;
import dev.perennial.agent.journal.Journal;
import dev.perennial.agent.journal.JournalBatch;
import dev.perennial.agent.journal.JournalContent;
import dev.perennial.agent.journal.JournalEntry;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalMessage;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import dev.perennial.agent.journal.SessionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A journal of one session in memory, which can be had as it was when its process died at any instant. */
final class FakeJournal implements Journal {

    private final TreeMap<Long, JournalEntry> entries = new TreeMap<>();
    private final Map<String, byte[]> contents = new HashMap<>();
    private final TreeMap<Long, String> messages = new TreeMap<>();
    private final List<FakeJournal> before = new ArrayList<>();
    private final List<JournalBatch> batches = new ArrayList<>();
    private Optional<JournalException> failure = Optional.empty();
    private long posted;

    /** The journal as it was before each batch that was appended, and as it is. */
    synchronized List<FakeJournal> instants() {
        List<FakeJournal> all = new ArrayList<>(before);
        all.add(copy());
        return all;
    }

    synchronized List<JournalBatch> batches() {
        return List.copyOf(batches);
    }

    synchronized List<String> types() {
        return entries.values().stream().map(JournalEntry::type).toList();
    }

    /** Appending fails from now on. */
    synchronized void failWith(JournalException exception) {
        failure = Optional.of(exception);
    }

    synchronized void change(long seq, UnaryOperator<String> change) {
        entries.computeIfPresent(
                seq, (number, entry) -> new JournalEntry(number, entry.at(), entry.type(), change.apply(entry.json())));
    }

    private FakeJournal copy() {
        FakeJournal copy = new FakeJournal();
        copy.entries.putAll(entries);
        copy.contents.putAll(contents);
        copy.messages.putAll(messages);
        copy.posted = posted;
        return copy;
    }

    private synchronized void append(JournalBatch batch) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        before.add(copy());
        batches.add(batch);
        batch.replaced().forEach(entries::remove);
        batch.taken().forEach(messages::remove);
        batch.entries().forEach(entry -> entries.put(entry.seq(), entry));
        for (JournalContent content : batch.contents()) {
            contents.put(content.hash(), content.bytes());
        }
    }

    @Override
    public JournalWriter create(String session, SessionHead head) {
        return new Writer(session);
    }

    @Override
    public JournalWriter open(String session) {
        return new Writer(session);
    }

    @Override
    public JournalWriter takeOver(String session) {
        return new Writer(session);
    }

    @Override
    public synchronized List<JournalEntry> read(String session, long after, int limit) {
        return entries.tailMap(after, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<JournalEntry> readBackwards(String session, long before, int limit) {
        return entries.headMap(before, false).descendingMap().values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean awaitBeyond(String session, long after, Duration atMost) {
        return !entries.isEmpty() && entries.lastKey() > after;
    }

    @Override
    public List<SessionRow> sessions() {
        return List.of();
    }

    @Override
    public List<SessionRow> unfinished() {
        return List.of();
    }

    @Override
    public Optional<SessionRow> session(String session) {
        return Optional.empty();
    }

    @Override
    public synchronized Optional<byte[]> content(String hash) {
        return Optional.ofNullable(contents.get(hash));
    }

    @Override
    public synchronized void post(String session, String message) {
        messages.put(++posted, message);
    }

    private synchronized List<JournalMessage> receive(Writer writer) {
        List<JournalMessage> news = messages.tailMap(writer.received, false).entrySet().stream()
                .map(message -> new JournalMessage(message.getKey(), message.getValue()))
                .toList();
        writer.received = news.isEmpty() ? writer.received : news.getLast().place();
        return news;
    }

    @Override
    public boolean delete(String session) {
        return false;
    }

    @Override
    public List<String> deleteOlderThan(Instant oldest) {
        return List.of();
    }

    @Override
    public void close() {}

    private final class Writer implements JournalWriter {

        private final String session;
        private long received;

        Writer(String session) {
            this.session = session;
        }

        @Override
        public String session() {
            return session;
        }

        @Override
        public long lastSeq() {
            synchronized (FakeJournal.this) {
                return entries.isEmpty() ? 0 : entries.lastKey();
            }
        }

        @Override
        public void append(JournalBatch batch, Durability durability) {
            FakeJournal.this.append(batch);
        }

        @Override
        public List<JournalMessage> receive(Duration atMost) {
            return FakeJournal.this.receive(this);
        }

        @Override
        public void close() {}
    }
}
