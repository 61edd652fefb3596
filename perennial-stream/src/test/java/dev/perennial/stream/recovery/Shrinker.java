package dev.perennial.stream.recovery;

import java.util.Arrays;
import java.util.function.Predicate;

/** Makes a script that fails as short and as small as it can be while it still fails. */
final class Shrinker {

    private final Predicate<int[]> fails;
    private int[] best;
    private int triesLeft;

    private Shrinker(int[] failing, Predicate<int[]> fails, int tries) {
        this.best = failing;
        this.fails = fails;
        this.triesLeft = tries;
    }

    static int[] shrink(int[] failing, Predicate<int[]> fails, int tries) {
        return new Shrinker(failing, fails, tries).shrink();
    }

    private int[] shrink() {
        boolean smaller = true;
        while (smaller && triesLeft > 0) {
            boolean shorter = leaveOut();
            smaller = lower() || shorter;
        }
        return best;
    }

    /** Leaves out as long a piece as can be spared, then shorter ones. */
    private boolean leaveOut() {
        boolean any = false;
        for (int length = Math.max(1, best.length / 2); length > 0; length /= 2) {
            for (int at = best.length - length; at >= 0; at -= length) {
                any |= accept(without(at, Math.min(length, best.length - at)));
                at = Math.min(at, best.length);
            }
        }
        return any;
    }

    private int[] without(int at, int length) {
        int[] shorter = Arrays.copyOf(best, best.length - length);
        System.arraycopy(best, at + length, shorter, at, best.length - at - length);
        return shorter;
    }

    private boolean lower() {
        boolean any = false;
        for (int i = 0; i < best.length; i++) {
            any |= with(i, 0) || with(i, best[i] / 2);
        }
        return any;
    }

    private boolean with(int at, int value) {
        int[] lower = best.clone();
        lower[at] = value;
        return value < best[at] && accept(lower);
    }

    private boolean accept(int[] candidate) {
        if (triesLeft-- <= 0 || !fails.test(candidate)) {
            return false;
        }
        best = candidate;
        return true;
    }
}
