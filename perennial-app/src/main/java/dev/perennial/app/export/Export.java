package dev.perennial.app.export;

import dev.perennial.agent.SessionListener;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.SessionRow;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A session as text, written while it is read: however long it is, it need not fit into the memory. */
public final class Export {

    private final SessionStore store;
    private final SessionRow session;
    private final Facts facts;
    private final SessionListener listener;

    /**
     * @param facts how the facts of a transcript are told
     * @param listener hears each event before it is told
     */
    public Export(SessionStore store, SessionRow session, Facts facts, SessionListener listener) {
        this.store = store;
        this.session = session;
        this.facts = facts;
        this.listener = listener;
    }

    /**
     * Writes it.
     *
     * @throws IOException if {@code out} takes no more
     */
    public void write(Format format, Appendable out) throws IOException {
        switch (format) {
            case JSONL -> new RawEntries(store.journal(), session.id(), out).write();
            case MD -> transcript(new MarkdownTranscript(out, facts));
            case HTML -> transcript(new HtmlTranscript(out, facts));
        }
    }

    private void transcript(TranscriptWriter writer) throws IOException {
        try {
            writer.begin(session);
            TranscriptFold fold = new TranscriptFold(item -> write(writer, item));
            store.read(session.id(), 0, (entry, event) -> {
                listener.on(entry.seq(), event);
                fold.on(entry.at(), event);
            });
            fold.end();
            writer.end();
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void write(TranscriptWriter writer, TranscriptItem item) {
        try {
            writer.item(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
