package dev.perennial.agent;

import dev.perennial.agent.journal.SessionRow;

/** What a session does, in the word that people and programs read. */
public enum SessionState {
    /** It works. */
    RUNNING("running"),
    /** It waits for an answer of the user's. */
    ASKS("asks"),
    /** It waits for what the user says next. */
    IDLE("idle"),
    /** Its last run did not come to a whole answer. */
    FAILED("failed"),
    /** Its process died while it worked. */
    INTERRUPTED("interrupted");

    private final String word;

    SessionState(String word) {
        this.word = word;
    }

    /** Its name in lists and JSON. */
    public String word() {
        return word;
    }

    /** What this session does. */
    public static SessionState of(SessionRow row) {
        if (row.isOrphaned()) {
            return INTERRUPTED;
        }
        return switch (row.head().state()) {
            case RUNNING -> RUNNING;
            case ASKING -> ASKS;
            case IDLE -> IDLE;
            case FAILED -> FAILED;
        };
    }
}
