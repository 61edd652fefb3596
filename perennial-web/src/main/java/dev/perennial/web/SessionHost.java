package dev.perennial.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.journal.SessionRow;
import dev.perennial.agent.permission.PermissionAnswer;
import java.io.IOException;
import java.util.Optional;

/**
 * Runs the sessions that the page shows, or reaches whoever runs them. What happens in a session is read from its journal, whoever
 * runs it; so all that is done here returns once it is kept, not once it is over.
 *
 * <p>Safe for use by several threads. All methods throw {@link RefusedException} for what cannot be done, and
 * {@link dev.perennial.agent.journal.JournalException} if there is no such session or the journal fails.
 */
public interface SessionHost {

    /** What a session can be read as in one file. */
    enum Format {
        MD,
        HTML,
        JSONL
    }

    /**
     * What a new session begins with.
     *
     * @param title what it is to be called; empty for the beginning of what is said first
     * @param text what is said first; empty for nothing yet
     * @param settings settings by their keys, over those of the start
     */
    record Beginning(Optional<String> title, Optional<String> text, ObjectNode settings) {}

    /** The sessions that there are; the host's to close. */
    SessionStore store();

    /** An id that no session has. */
    String newId();

    /** Begins a session. */
    default void begin(String id, Beginning beginning) {
        begin(id, beginning, "");
    }

    /**
     * Begins a session.
     *
     * @param id from {@link #newId}
     * @param keyHash of what is said first, as for {@link #say(String, String, String)}
     */
    void begin(String id, Beginning beginning, String keyHash);

    /** Says something in a session; while it works it hears of that as soon as it can, or else in a run of its own. */
    default void say(String session, String text) {
        say(session, text, "");
    }

    /**
     * As {@link #say(String, String)}, unless it was said already.
     *
     * @param keyHash what tells it from all else that is said in the session
     *     ({@link dev.perennial.agent.Session#say(String, String)}); empty if nothing does
     */
    void say(String session, String text, String keyHash);

    /** Stops the run that is under way, if there is one. What was said meanwhile stays queued for what is said next. */
    void interrupt(String session);

    /** Goes on with a run that failed or was interrupted. */
    void retry(String session);

    /**
     * Answers a question.
     *
     * @param call the id of the call that it is about
     */
    void answer(String session, String call, PermissionAnswer answer);

    /** Calls a session by another title. */
    void rename(String session, String title);

    /** Deletes a session for good; one that this host runs is stopped first. */
    void delete(String session);

    /** Writes a session as a file. */
    void export(SessionRow session, Format format, Appendable out) throws IOException;

    /** How a session's model is asked, setting by setting. */
    ObjectNode settings(String session);

    /** Has a session's model asked otherwise from the next turn on. */
    ObjectNode changeSettings(String session, ObjectNode changes);
}
