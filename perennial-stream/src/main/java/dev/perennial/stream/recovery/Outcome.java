package dev.perennial.stream.recovery;

import java.util.Optional;

/** How a message ended. Only {@link Complete} and {@link Refused} and {@link ContextFull} are whole messages. */
public sealed interface Outcome {

    /** What was received, and in which attempts. */
    Report report();

    /** A name for programs, in snake case; stable between versions. */
    String code();

    /** Whether the same request may bring more when it is made again later. */
    boolean retryable();

    /** What to do about it, in a sentence. */
    String advice();

    /** Whether the message is whole. */
    default boolean isWhole() {
        return switch (this) {
            case Complete complete -> true;
            case Refused refused -> true;
            case ContextFull full -> true;
            case Stalled stalled -> false;
            case Cut cut -> false;
            case Overloaded overloaded -> false;
            case RateLimited limited -> false;
            case Rejected rejected -> false;
            case BudgetSpent spent -> false;
            case Cancelled cancelled -> false;
        };
    }

    /** The {@code error} event that the last attempt ended with, if it was one. */
    default Optional<ApiFault> faultInStream() {
        return report().attempts().reversed().stream()
                .findFirst()
                .flatMap(AttemptReport::cause)
                .filter(Cause.InStream.class::isInstance)
                .map(c -> ((Cause.InStream) c).fault());
    }

    /** What happened and what to do about it, for people; never content. */
    default String text() {
        return OutcomeText.of(this);
    }

    /**
     * The message is whole.
     *
     * @param stopReason why the model stopped; {@code max_tokens} says that the caller's limit cut it
     * @param estimated whether its end was put together here, so that the usage in it is an estimate
     */
    record Complete(Report report, String stopReason, boolean estimated) implements Outcome {
        @Override
        public String code() {
            return "complete";
        }

        @Override
        public boolean retryable() {
            return false;
        }

        @Override
        public String advice() {
            return "Nothing is to be done.";
        }
    }

    /** The model refused; the message is whole (platform.claude.com, "Refusals and fallback"). */
    record Refused(Report report) implements Outcome {
        @Override
        public String code() {
            return "refused";
        }

        @Override
        public boolean retryable() {
            return false;
        }

        @Override
        public String advice() {
            return "Change the request; the same one will be refused again.";
        }
    }

    /** The context window is full; the message is whole up to there. */
    record ContextFull(Report report) implements Outcome {
        @Override
        public String code() {
            return "context_full";
        }

        @Override
        public boolean retryable() {
            return false;
        }

        @Override
        public String advice() {
            return "Shorten the conversation, or have it compacted.";
        }
    }

    /** The streams went silent, again and again. */
    record Stalled(Report report, Cause cause) implements Outcome {
        @Override
        public String code() {
            return "stalled";
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String advice() {
            return "Try again later, or give it more patience; what arrived is in the report.";
        }
    }

    /** The streams broke, and could not be gone on with. */
    record Cut(Report report, Cause cause) implements Outcome {
        @Override
        public String code() {
            return "cut";
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String advice() {
            return "Ask the model to go on, or ask again; what arrived is in the report.";
        }
    }

    /** The API is overloaded or failing, again and again. */
    record Overloaded(Report report, Cause cause) implements Outcome {
        @Override
        public String code() {
            return "overloaded";
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String advice() {
            return "Try again later, or give it more patience; what arrived is in the report.";
        }
    }

    /** The rate limit leaves no room, or not soon enough. */
    record RateLimited(Report report, Cause cause) implements Outcome {
        @Override
        public String code() {
            return "rate_limited";
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String advice() {
            return OutcomeText.withheld(report)
                    .orElse("Try again after the time that the server named, send less at once, or raise the limit.");
        }
    }

    /** The API refuses the request itself: it is wrong, or not allowed, or not paid for. */
    record Rejected(Report report, Cause cause) implements Outcome {
        @Override
        public String code() {
            return "rejected";
        }

        @Override
        public boolean retryable() {
            return false;
        }

        @Override
        public String advice() {
            return OutcomeText.withheld(report).orElse("Mend what the error names; the same request will fail again.");
        }
    }

    /**
     * The caller's total time is over, or the tokens that keeping the message alive may cost are spent, or a budget of the user's
     * own that was set for all requests ({@link Cause.Withheld}).
     */
    record BudgetSpent(Report report) implements Outcome {
        @Override
        public String code() {
            return "budget_spent";
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String advice() {
            return OutcomeText.withheld(report)
                    .orElse("Allow more time or tokens, or ask for less; what arrived is in the report.");
        }
    }

    /** The caller wanted no more. */
    record Cancelled(Report report) implements Outcome {
        @Override
        public String code() {
            return "cancelled";
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String advice() {
            return "Nothing is to be done; what arrived is in the report.";
        }
    }
}
