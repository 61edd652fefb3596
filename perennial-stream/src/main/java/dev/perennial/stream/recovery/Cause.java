package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why an attempt is over before its message was. */
public sealed interface Cause {

    /** A name for programs, in snake case; stable between versions. */
    String code();

    /**
     * No connection came about.
     *
     * @param refused whether the host said at once that nobody listens
     */
    record ConnectFailed(boolean refused) implements Cause {
        @Override
        public String code() {
            return "connect_failed";
        }
    }

    /** This machine has no network just now, and nobody was asked anything. */
    record Offline() implements Cause {
        @Override
        public String code() {
            return "offline";
        }
    }

    /** The connection broke, or closed in the middle of the body. */
    record Reset() implements Cause {
        @Override
        public String code() {
            return "reset";
        }
    }

    /** The body ended as HTTP has it end, but the message was not whole. */
    record CleanEnd() implements Cause {
        @Override
        public String code() {
            return "clean_end";
        }
    }

    /** The process that received the message is no more, and another one goes on with it ({@link Recovery#resuming}). */
    record ProcessDied() implements Cause {
        @Override
        public String code() {
            return "process_died";
        }
    }

    /**
     * Nothing came any more, not even pings.
     *
     * @param phase what the stream was busy with
     */
    record Silent(Phase phase) implements Cause {
        @Override
        public String code() {
            return "silent";
        }
    }

    /**
     * Nothing but pings came any more, or not even those.
     *
     * @param phase what the stream was busy with
     * @param after how long it had made no progress
     */
    record Stalled(Phase phase, Duration after) implements Cause {
        @Override
        public String code() {
            return "stalled";
        }
    }

    /**
     * The stream broke its own rules: it was not forwarded, and not skipped.
     *
     * @param problem what was wrong, without any content
     */
    record Malformed(String problem) implements Cause {
        @Override
        public String code() {
            return "malformed";
        }
    }

    /**
     * The answer was not 200, or no stream.
     *
     * @param head status and headers
     * @param fault the error in the body
     * @param body the body, at most its first 64 KiB, or its first KiB in the report of an attempt long ago; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // a body is handed on, never compared
    record Status(ResponseHead head, ApiFault fault, byte[] body) implements Cause {
        @Override
        public String code() {
            return "status_" + head.status();
        }

        /** What the server asks to wait, in milliseconds, in seconds or as a date; empty if it does not. */
        public Optional<Duration> retryAfter() {
            return Backoff.asked(this);
        }
    }

    /**
     * An {@code error} event came in the stream.
     *
     * @param fault the error
     */
    record InStream(ApiFault fault) implements Cause {

        private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,64}");

        /** The error's type; it goes into comment lines and logs, so what is no plain name is not repeated. */
        @Override
        public String code() {
            return NAME.matcher(fault.type()).matches() ? fault.type() : "error";
        }
    }

    /** An answer under a schema, or a call, that was made again says something else than what was delivered of it. */
    record Contradicted() implements Cause {
        @Override
        public String code() {
            return "contradicted";
        }
    }

    /**
     * A continuation did not show where it goes on.
     *
     * @param doubt why that is not known, in snake case
     * @param last whether it was the last one that is asked for
     */
    record Unproven(String doubt, boolean last) implements Cause {
        @Override
        public String code() {
            return "unproven_" + doubt;
        }
    }

    /**
     * A stop sequence of the caller's began before a break and ended behind it.
     *
     * @param sequence the stop sequence
     */
    record StoppedAcross(String sequence) implements Cause {
        @Override
        public String code() {
            return "stopped_across";
        }
    }

    /**
     * The request was never sent: whoever admits requests did not let it go.
     *
     * @param reason why
     * @param sentence what is so and what to do about it, for people
     */
    record Withheld(Reason reason, String sentence) implements Cause {

        /** Why a request does not go. */
        public enum Reason {
            /** A budget of the user's own is spent. */
            BUDGET_SPENT,
            /** Its turn would come too late. */
            TOO_LATE,
            /** The server refuses everything because money is spent. */
            SPEND_LIMIT
        }

        public Withheld {
            requireNonNull(reason, "reason");
            requireNonNull(sentence, "sentence");
        }

        @Override
        public String code() {
            return reason.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The caller's total time is over. */
    record TimeUp() implements Cause {
        @Override
        public String code() {
            return "time_up";
        }
    }

    /** The caller wants no more. */
    record Cancelled() implements Cause {
        @Override
        public String code() {
            return "cancelled";
        }
    }
}
