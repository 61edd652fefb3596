package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

import dev.perennial.governor.budget.Exhausted;
import java.time.Duration;

/** Why a request will not go. */
public sealed interface Rejection {

    /** The name in JSON. */
    String code();

    /** Whether asking again later can help without anybody changing anything. */
    boolean retryable();

    /** What is wrong and what to do about it, for people. */
    String sentence();

    /**
     * Its deadline has passed, or would before its turn.
     *
     * @param more how long it would still have to wait
     */
    record Late(Duration more) implements Rejection {

        public Late {
            requireNonNull(more, "more");
        }

        @Override
        public String code() {
            return "deadline_passed";
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @Override
        public String sentence() {
            return "The request would have to wait for the rate limit, about " + Math.max(1, more.toSeconds())
                    + " s more, until after its deadline: give it more time, or run fewer requests at once.";
        }
    }

    /**
     * The server refuses everything because money is spent.
     *
     * @param errorCode the server's {@code error_code}
     */
    record Futile(String errorCode) implements Rejection {

        public Futile {
            requireNonNull(errorCode, "errorCode");
        }

        @Override
        public String code() {
            return "spend_limit";
        }

        @Override
        public boolean retryable() {
            return false;
        }

        @Override
        public String sentence() {
            return "The API refuses requests because a spend limit is reached (" + errorCode
                    + "): raise the limit or buy credit in the Console under Billing; asking again does not help.";
        }
    }

    /**
     * A budget of the user's own is spent.
     *
     * @param budget which, and what was spent
     */
    record BudgetSpent(Exhausted budget) implements Rejection {

        public BudgetSpent {
            requireNonNull(budget, "budget");
        }

        @Override
        public String code() {
            return "budget_spent";
        }

        @Override
        public boolean retryable() {
            return false;
        }

        @Override
        public String sentence() {
            return budget.sentence();
        }
    }
}
