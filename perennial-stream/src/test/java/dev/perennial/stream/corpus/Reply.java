package dev.perennial.stream.corpus;

import static java.util.Objects.requireNonNull;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.simulator.manner.Manner;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How a simulated model answers a request to go on: in one of the simulator's manners or in one of the others.
 *
 * @param manner the name of the manner, in kebab case; those of the other family begin with {@code other-}
 * @param continued what it says, labelled
 */
public record Reply(String manner, Continued continued) {

    public Reply {
        requireNonNull(manner, "manner");
        requireNonNull(continued, "continued");
    }

    /**
     * Answers in a manner that the seed decides; each family has half of them.
     *
     * @param seed what varies; equal seeds and answers give equal replies
     */
    public static Reply to(Interrupted answer, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        return random.nextBoolean()
                ? in(one(Manner.values(), random), answer, random.nextLong())
                : in(one(OtherManner.values(), random), answer, random.nextLong());
    }

    /** Answers in one of the simulator's manners. */
    public static Reply in(Manner manner, Interrupted answer, long seed) {
        return new Reply(manner.label(), manner.continuation(answer, seed));
    }

    /** Answers in one of the other manners. */
    public static Reply in(OtherManner manner, Interrupted answer, long seed) {
        return new Reply("other-" + manner.label(), manner.continuation(answer, seed));
    }

    private static <T> T one(T[] values, RandomGenerator random) {
        return values[random.nextInt(values.length)];
    }
}
