package dev.perennial.benchmarks;

import dev.perennial.benchmarks.governor.Goals;

/**
 * Prints what the governor makes of fifty agents behind a rate limit, beside what others make of them: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.GovernorGoals}. Time is virtual, so that it takes
 * less than a minute and comes to the same on every machine.
 */
public final class GovernorGoals {

    private GovernorGoals() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        new Goals(System.out).print();
    }
}
