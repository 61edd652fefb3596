package dev.perennial.governor.limit;

import static java.util.Objects.requireNonNull;

/**
 * What a request needs of a bucket.
 *
 * @param required what has to be there; what is more than the bucket holds is there when the bucket was full for a moment
 * @param most what is taken, at most: the careful side of an estimate
 * @param least what is taken, at least: the hopeful side
 */
public record Demand(Amounts required, Amounts most, Amounts least) {

    public Demand {
        requireNonNull(required, "required");
        requireNonNull(most, "most");
        requireNonNull(least, "least");
    }

    /** A demand without doubt, which takes what it requires. */
    public static Demand exactly(Amounts amounts) {
        return new Demand(amounts, amounts, amounts);
    }
}
