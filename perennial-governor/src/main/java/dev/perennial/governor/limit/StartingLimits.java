package dev.perennial.governor.limit;

import static java.util.Objects.requireNonNull;

/**
 * The limits to reckon with until a server tells its own.
 *
 * @param assumed the assumption, per minute; 1 or more of each
 * @param most what the user allows, per minute; 0 for what the server allows
 */
public record StartingLimits(Amounts assumed, Amounts most) {

    public StartingLimits {
        requireNonNull(assumed, "assumed");
        requireNonNull(most, "most");
        for (Dimension dimension : Dimension.values()) {
            require(assumed.of(dimension) >= 1, "assumed", dimension, assumed, "1");
            require(most.of(dimension) >= 0, "most", dimension, most, "0");
        }
    }

    /** What to begin with. */
    long initial(Dimension dimension) {
        return allowed(dimension, assumed.of(dimension));
    }

    /** As much of a limit as the user allows. */
    long allowed(Dimension dimension, long limit) {
        long ceiling = most.of(dimension);
        return ceiling == 0 ? limit : Math.min(ceiling, limit);
    }

    private static void require(boolean holds, String name, Dimension dimension, Amounts amounts, String least) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + amounts.of(dimension) + " " + dimension.words()
                    + " per minute but has to be " + least + " or more");
        }
    }
}
