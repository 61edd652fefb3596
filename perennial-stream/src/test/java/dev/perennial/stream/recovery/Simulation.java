package dev.perennial.stream.recovery;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** One run of a recovery in a world of one seed, and what has to hold of every run. */
final class Simulation {

    private static final int MOST_TRIES = 5_000;

    private final World world;
    private final Circumstances circumstances;
    private final VirtualDriver driver;

    private Simulation(long seed, World world) {
        this.world = world;
        this.circumstances = Circumstances.of(seed);
        this.driver = circumstances.driver(seed, world);
    }

    /** Runs to the end and checks; what fails is made short, and told as a script that can become a test. */
    static Simulation run(long seed) {
        Choices choices = Choices.of(seed);
        try {
            return run(seed, World.of(choices));
        } catch (AssertionError failure) {
            int[] script = Shrinker.shrink(choices.script(), s -> fails(seed, s), MOST_TRIES);
            String words = Arrays.toString(script).replaceAll("[\\[\\]]", "");
            throw new AssertionError(
                    "Simulation.run(" + seed + ", World.of(Choices.scripted(" + words + "))) fails; in full: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static boolean fails(long seed, int[] script) {
        try {
            run(seed, World.of(Choices.scripted(script)));
            return false;
        } catch (AssertionError failure) {
            return true;
        }
    }

    /** Runs in a world of its own. */
    static Simulation run(long seed, World world) {
        Simulation simulation = new Simulation(seed, world);
        try {
            simulation.driver.run();
            simulation.check();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("Seed " + seed + ": " + e.getMessage() + "\n" + simulation.driver.trace(), e);
        }
        return simulation;
    }

    Duration elapsed() {
        return driver.elapsed();
    }

    String trace() {
        return driver.trace() + driver.delivered();
    }

    Outcome outcome() {
        return driver.outcome();
    }

    List<Rule> rules() {
        return driver.rules();
    }

    private void check() {
        new Promises(circumstances, world.memory(), driver).check();
    }
}
