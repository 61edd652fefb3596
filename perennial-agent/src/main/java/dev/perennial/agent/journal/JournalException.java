package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The journal could not do what was asked; says why and what to do. */
public abstract sealed class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private JournalException(String code, String message, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = code;
    }

    /** A word for programs, in snake_case; stable between versions. */
    public final String code() {
        return code;
    }

    /** Whether the same call may succeed later without anything being changed. */
    public abstract boolean retryable();

    /** There is a session of that id already. */
    public static final class SessionExists extends JournalException {
        private static final long serialVersionUID = 1L;

        /** Names the session. */
        public SessionExists(String session) {
            super("session_exists", "There is a session `" + session + "` already: take another id.", null);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** There is no session of that id. */
    public static final class SessionUnknown extends JournalException {
        private static final long serialVersionUID = 1L;

        /** Names the session. */
        public SessionUnknown(String session) {
            super(
                    "session_unknown",
                    "There is no session `" + session + "`: ./perennial sessions lists those that there are.",
                    null);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** Somebody else writes the session. */
    public static final class SessionInUse extends JournalException {
        private static final long serialVersionUID = 1L;

        private final transient Lease lease;

        /** Names the session and who holds it. */
        public SessionInUse(String session, Lease lease) {
            super(
                    "session_in_use",
                    "Session `%s` is in use by process %d on %s: watch it with ./perennial attach %s, or end that process."
                            .formatted(session, lease.pid(), lease.host(), session),
                    null);
            this.lease = lease;
        }

        /** Who holds it. */
        public Lease lease() {
            return lease;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** Another writer has taken the session over. */
    public static final class LeaseLost extends JournalException {
        private static final long serialVersionUID = 1L;

        /** Names the session. */
        public LeaseLost(String session) {
            super(
                    "lease_lost",
                    "Session `" + session
                            + "` was taken over by another process, which goes on with it; this one stops.",
                    null);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** It cannot be read or written now: the disk is full, the file read-only, another process blocks it. */
    public static final class Unavailable extends JournalException {
        private static final long serialVersionUID = 1L;

        /** Says what is wrong and what to do. */
        public Unavailable(String message, Throwable cause) {
            super("journal_unavailable", message, cause);
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** What is there is no journal, is damaged, or is of a later version; nothing was changed. */
    public static final class Unreadable extends JournalException {
        private static final long serialVersionUID = 1L;

        /** Says what is wrong and what to do. */
        public Unreadable(String message, @Nullable Throwable cause) {
            super("journal_unreadable", message, cause);
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }
}
