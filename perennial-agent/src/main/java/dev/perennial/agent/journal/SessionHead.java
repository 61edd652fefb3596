package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What the list of sessions shows of one: a fold of its entries, kept beside them.
 *
 * @param title what it is about: the beginning of what the user said first; empty before
 * @param state what it does
 * @param model the model that is asked
 * @param folder the absolute path of the folder in which its tools work
 * @param simulated whether the built-in simulator answers
 * @param tokens how many tokens its requests used, of every kind
 * @param dollars what they cost; 0 where no price is known
 */
public record SessionHead(
        String title, State state, String model, String folder, boolean simulated, long tokens, BigDecimal dollars) {

    /** What a session does. */
    public enum State {
        /** Waits for what the user says next; nothing is open. */
        IDLE,
        /** Works. If nobody holds its lease its process has died. */
        RUNNING,
        /** Waits for the user's answer to a question. */
        ASKING,
        /** Its last run did not come to a whole answer. */
        FAILED
    }

    public SessionHead {
        requireNonNull(title, "title");
        requireNonNull(state, "state");
        requireNonNull(model, "model");
        requireNonNull(folder, "folder");
        requireNonNull(dollars, "dollars");
    }
}
