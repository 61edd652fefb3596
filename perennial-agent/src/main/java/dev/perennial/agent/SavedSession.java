package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.journal.JournalException;
import dev.perennial.agent.journal.JournalWriter;
import dev.perennial.agent.journal.SessionHead;
import java.util.List;
import java.util.Optional;

/**
 * A session as another process left it, with the right to go on with it ({@link Session#reopen}). Whoever does not must close
 * it. Used by one thread.
 */
public final class SavedSession implements AutoCloseable {

    private final SessionStore store;
    private final JournalWriter writer;
    private final SessionFold fold;
    private final Pieces pieces;
    private final SessionEvent.SessionStarted started;
    private boolean reopened;

    private SavedSession(SessionStore store, JournalWriter writer, SessionFold fold, Pieces pieces) {
        this.store = store;
        this.writer = writer;
        this.fold = fold;
        this.pieces = pieces;
        this.started = fold.started()
                .orElseThrow(() -> new JournalException.Unreadable(
                        "Session " + writer.session() + " has no beginning: its process died before it said anything.",
                        null));
    }

    static SavedSession read(SessionStore store, JournalWriter writer) {
        SessionFold fold = new SessionFold();
        Pieces pieces = new Pieces();
        store.read(writer.session(), 0, (entry, event) -> {
            pieces.replacedBy(entry.seq(), event);
            fold.add(event);
        });
        if (!fold.isAsItWasSent()) {
            throw new JournalException.Unreadable(
                    "The conversation of session %s is not what was sent: prompt caches and the signatures of thinking would not fit. ./perennial export %s shows what there is."
                            .formatted(writer.session(), writer.session()),
                    null);
        }
        return new SavedSession(store, writer, fold, pieces);
    }

    /** Its id. */
    public String id() {
        return started.session();
    }

    /** The absolute path of the folder in which its tools work. */
    public String folder() {
        return started.folder();
    }

    /** The body of its requests, without messages; empty if it has sent none. */
    public Optional<ObjectNode> request() {
        return fold.request();
    }

    /** How many images of tool results went along in its requests. */
    public ImagesKept imagesKept() {
        return fold.images();
    }

    /** The model that was asked last. */
    public String model() {
        return fold.head().model();
    }

    /** What the list of sessions shows of it. */
    public SessionHead head() {
        return fold.head();
    }

    /** Whether the built-in simulator answered. */
    public boolean isSimulated() {
        return started.simulated();
    }

    /** Whether a run was under way when its process ended. */
    public boolean isInterrupted() {
        return fold.isRunUnderWay();
    }

    /** Whether a response was being received then. */
    public boolean waitsForResponse() {
        return fold.waitsForResponse();
    }

    /** The calls that were being run then. */
    public List<ToolCall> runningCalls() {
        return fold.running();
    }

    /**
     * Calls it by a title; it is not gone on with then, nor can it be.
     *
     * @throws JournalException if that cannot be kept
     */
    public void rename(String title) {
        try (EventLog log = reopen((seq, event) -> {}, () -> {})) {
            log.append(new SessionEvent.Titled(title));
            log.settle();
        }
    }

    SessionSettings settings(int maxRequests) {
        return new SessionSettings(id(), folder(), model(), isSimulated(), maxRequests);
    }

    EventLog reopen(SessionListener listener, Runnable failed) {
        reopened = true;
        return store.reopen(fold, pieces, writer, listener, failed);
    }

    /** Gives the session back, unless it was reopened. */
    @Override
    public void close() {
        if (!reopened) {
            writer.close();
        }
    }
}
