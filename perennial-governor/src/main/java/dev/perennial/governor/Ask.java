package dev.perennial.governor;

import static java.util.Objects.requireNonNull;

/**
 * A request that wants to go. Immutable.
 *
 * @param id names it; chosen by the caller, not the name of another request that waits or is under way
 * @param session whose it is: sessions get equal shares
 * @param pool whose limits it needs
 * @param model the model's id, for prices
 * @param input how long its prompt is thought to be
 * @param output how long its answer is thought to be
 * @param priority how urgent it is
 * @param deadline when it is of no use any more, in nanoseconds of the governor's time; {@link Governor#NEVER} for never
 */
public record Ask(
        long id,
        String session,
        Pool pool,
        String model,
        InputEstimate input,
        OutputEstimate output,
        Priority priority,
        long deadline) {

    public Ask {
        requireNonNull(session, "session");
        requireNonNull(pool, "pool");
        requireNonNull(model, "model");
        requireNonNull(input, "input");
        requireNonNull(output, "output");
        requireNonNull(priority, "priority");
    }

    /** A request of normal priority without a deadline. */
    public Ask(long id, String session, Pool pool, String model, InputEstimate input, OutputEstimate output) {
        this(id, session, pool, model, input, output, Priority.NORMAL, Governor.NEVER);
    }

    /** This with another priority. */
    public Ask withPriority(Priority other) {
        return new Ask(id, session, pool, model, input, output, other, deadline);
    }

    /** This with another deadline. */
    public Ask withDeadline(long other) {
        return new Ask(id, session, pool, model, input, output, priority, other);
    }
}
