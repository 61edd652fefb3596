package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.limit.LimitReport;
import dev.perennial.models.TokenUsage;
import java.time.Instant;

/** What a driver tells a {@link Governor}. What concerns a request that is not known, or no longer, is ignored. */
public sealed interface Input {

    /**
     * The head of a response with status 200 is here.
     *
     * @param id the request
     * @param report what its headers say of the limits
     */
    record Head(long id, LimitReport report) implements Input {

        public Head {
            requireNonNull(report, "report");
        }
    }

    /**
     * The answer has begun ({@code message_start}), or told its input anew.
     *
     * @param id the request
     * @param usage what it says of the input; its output is not looked at
     * @param model who serves it, for prices; empty if that is not known
     */
    record Started(long id, TokenUsage usage, String model) implements Input {

        public Started {
            requireNonNull(usage, "usage");
            requireNonNull(model, "model");
        }

        /** An answer of which nobody knows who serves it. */
        public Started(long id, TokenUsage usage) {
            this(id, usage, "");
        }
    }

    /**
     * The answer is whole.
     *
     * @param id the request
     * @param usage what it used in all
     */
    record Ended(long id, TokenUsage usage) implements Input {

        public Ended {
            requireNonNull(usage, "usage");
        }
    }

    /**
     * There will be no whole answer: the connection failed or broke, the server told an error, or nobody wants it any more.
     *
     * @param id the request
     * @param reached whether the server may have received the request
     * @param report what the headers say of the limits, if any came
     */
    record Broken(long id, boolean reached, LimitReport report) implements Input {

        public Broken {
            requireNonNull(report, "report");
        }
    }

    /**
     * The server refused the request with status 429. It is over; to have it sent again, {@linkplain Governor#ask ask} again.
     *
     * @param id the request
     * @param refusal what the server said
     */
    record Refused(long id, Refusal refusal) implements Input {

        public Refused {
            requireNonNull(refusal, "refusal");
        }
    }

    /**
     * A request that waits is not wanted any more. Of one that is under way say {@link Broken}.
     *
     * @param id the request
     */
    record Cancelled(long id) implements Input {}

    /**
     * What time it is, for budgets of a day; at the start, and whenever the clock may have jumped.
     *
     * @param time the wall clock's
     */
    record Clock(Instant time) implements Input {

        public Clock {
            requireNonNull(time, "time");
        }
    }

    /** The time of {@link Governor#wakeAt} has come, or passed. */
    record Tick() implements Input {}
}
