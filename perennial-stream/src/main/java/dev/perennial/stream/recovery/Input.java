package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

/** What a driver tells a {@link Recovery}, besides bytes. Input of an attempt that is not the newest one is ignored. */
public sealed interface Input {

    /**
     * The request leaves: admission is granted and the connection is about to be used. Until then no clock runs.
     *
     * @param attempt the attempt, from 1
     */
    record Sent(int attempt) implements Input {}

    /**
     * The request will not leave: it was not admitted.
     *
     * @param attempt the attempt, from 1
     * @param why who did not admit it, and what to do about it
     */
    record Withheld(int attempt, Cause.Withheld why) implements Input {

        public Withheld {
            requireNonNull(why, "why");
        }
    }

    /**
     * The head of the response is here.
     *
     * @param attempt the attempt, from 1
     * @param head status and headers
     */
    record Head(int attempt, ResponseHead head) implements Input {

        public Head {
            requireNonNull(head, "head");
        }
    }

    /**
     * There will be no more bytes.
     *
     * @param attempt the attempt, from 1
     * @param how why
     */
    record Ended(int attempt, HowEnded how) implements Input {

        public Ended {
            requireNonNull(how, "how");
        }
    }

    /**
     * Whether somebody waits for bytes; at the start somebody does. Clocks stand still while nobody does. A driver drains
     * what it has buffered before it reports a wait.
     *
     * @param waiting whether somebody waits
     */
    record Demand(boolean waiting) implements Input {}

    /**
     * The machine has woken from a sleep, or its packets take another way: what waits for a network does not wait on.
     *
     * @param doubtful whether connections made before may be dead without telling; one that brings nothing for some seconds is
     *     given up then
     */
    record NetworkChanged(boolean doubtful) implements Input {

        /** A change after which connections are in doubt. */
        public NetworkChanged() {
            this(true);
        }
    }

    /** The time of {@link Recovery#wakeAt} has come, or passed. */
    record Tick() implements Input {}

    /** The caller wants no more; before the start too, which then sends nothing. */
    record Cancel() implements Input {}
}
