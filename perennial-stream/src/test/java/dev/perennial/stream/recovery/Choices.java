package dev.perennial.stream.recovery;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** All that is left to chance in one world: drawn from a seed and written down, or read from a script. */
final class Choices {

    private final Optional<SplittableRandom> random;
    private int[] made;
    private int count;

    private Choices(Optional<SplittableRandom> random, int[] script) {
        this.random = random;
        this.made = script;
    }

    static Choices of(long seed) {
        return new Choices(Optional.of(new SplittableRandom(seed)), new int[64]);
    }

    /** The choices of a script; those that it does not make are 0. */
    static Choices scripted(int... script) {
        return new Choices(Optional.empty(), script.clone());
    }

    int nextInt(int bound) {
        if (count == made.length) {
            made = Arrays.copyOf(made, 2 * count + 1);
        }
        made[count] = random.map(r -> r.nextInt(bound)).orElse(Math.floorMod(made[count], bound));
        return made[count++];
    }

    boolean nextBoolean() {
        return nextInt(2) == 1;
    }

    /** What was chosen so far, as a script. */
    int[] script() {
        return Arrays.copyOf(made, count);
    }
}
