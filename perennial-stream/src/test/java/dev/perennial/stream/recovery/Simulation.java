package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.models.Capabilities;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/** One run of a recovery in a world of one seed, and what has to hold of every run. */
final class Simulation {

    private static final int MOST_TRIES = 5_000;

    private final World world;
    private final VirtualDriver driver;

    private Simulation(long seed, World world) {
        SplittableRandom random = new SplittableRandom(~seed);
        boolean prefills = random.nextInt(4) == 0;
        Capabilities model = prefills ? Recoveries.OLD_MODEL : Recoveries.MODEL;
        boolean held = random.nextInt(3) == 0;
        Delivery delivery = held
                ? new Delivery(Delivery.Showing.HELD, Delivery.Showing.HELD, Delivery.Showing.HELD, false)
                : Delivery.WIRE;
        this.world = world;
        Recovery recovery = Recovery.of(
                Recoveries.BODY.getBytes(UTF_8), model, RecoverySettings.DEFAULT.withDelivery(delivery), seed);
        this.driver = new VirtualDriver(recovery, world).inChunksOf(1 + random.nextInt(300));
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
        Consumer consumer = Consumer.of(driver.delivered());
        boolean whole = switch (driver.outcome()) {
            case Outcome.Complete complete -> true;
            case Outcome.Refused refused -> true;
            case Outcome.ContextFull full -> true;
            case Outcome.Stalled stalled -> false;
            case Outcome.Cut cut -> false;
            case Outcome.Overloaded overloaded -> false;
            case Outcome.RateLimited limited -> false;
            case Outcome.Rejected rejected -> false;
            case Outcome.BudgetSpent spent -> false;
            case Outcome.Cancelled cancelled -> false;
        };
        require(
                whole == consumer.isWhole(),
                "outcome " + driver.outcome().code() + " but whole is " + consumer.isWhole());
        require(driver.calls().size() <= 10 + 20, driver.calls().size() + " attempts");
        require(driver.elapsed().compareTo(Duration.ofHours(30)) < 0, "it took " + driver.elapsed());
        requireTrue(consumer);
        requireUndoubled(consumer);
        if (whole && driver.rules().stream().noneMatch(r -> r == Rule.R_10)) {
            requireNothingLost(consumer);
        }
    }

    /** Every block that is whole is one that some attempt meant; one that is open is the beginning of one. */
    private void requireTrue(Consumer consumer) {
        for (Consumer.Got got : consumer.blocks()) {
            boolean unsigned = got.type().equals("thinking") && got.signature().isEmpty();
            Optional<Truth.Part> meant = meant(got);
            require(meant.isPresent() || got.text().isBlank() || unsigned, "a block that nobody meant: " + got);
            meant.ifPresent(m -> requireSame(got, m, unsigned));
        }
    }

    private static void requireSame(Consumer.Got got, Truth.Part meant, boolean mayBeCut) {
        boolean whole = got.finished() && !mayBeCut;
        require(
                whole ? got.text().equals(meant.content()) : meant.content().startsWith(got.text()),
                "a block that is not what was meant: " + got + " instead of " + meant);
        boolean cutCall = got.type().equals("tool_use") && !got.finished();
        require(!cutCall, "a cut call: " + got);
    }

    private Optional<Truth.Part> meant(Consumer.Got got) {
        return world.truths().values().stream()
                .flatMap(t -> t.blocks().stream())
                .filter(p -> isOf(p, got))
                .findFirst();
    }

    private static boolean isOf(Truth.Part part, Consumer.Got got) {
        return switch (part.kind()) {
            case TEXT -> got.type().equals("text") && begins(got, part.id());
            case THINKING ->
                got.type().equals("thinking")
                        && (got.signature().equals(part.id())
                                || (got.signature().isEmpty() && part.content().startsWith(got.text())));
            case SEALED -> got.type().equals("redacted_thinking") && got.id().equals(part.id());
            case CALL -> got.type().equals("tool_use") && got.id().equals(part.id());
            case SERVER_CALL -> got.type().equals("server_tool_use") && got.id().equals(part.id());
            case SERVER_RESULT -> got.type().endsWith("_result") && got.id().equals(part.id());
            case COMPACTION -> got.type().equals("compaction") && got.text().startsWith(part.id());
        };
    }

    private static boolean begins(Consumer.Got got, String id) {
        return got.text().startsWith(id) || (!got.finished() && id.startsWith(got.text()));
    }

    /** No two attempts that began anew both have a say besides thinking. */
    private void requireUndoubled(Consumer consumer) {
        List<Integer> fresh = consumer.blocks().stream()
                .filter(g -> g.finished() && !g.type().endsWith("thinking"))
                .flatMap(g -> attemptOf(g).stream())
                .filter(a -> driver.calls().get(a - 1).shape() == Call.Shape.ORIGINAL)
                .distinct()
                .toList();
        require(fresh.size() <= 1, "two answers one after the other, of attempts " + fresh);
    }

    private Optional<Integer> attemptOf(Consumer.Got got) {
        return world.truths().values().stream()
                .filter(t -> t.blocks().stream().anyMatch(p -> isOf(p, got)))
                .map(Truth::attempt)
                .findFirst();
    }

    /** The attempt that came to its end is there with all that it said, but for thinking. */
    private void requireNothingLost(Consumer consumer) {
        Truth last = Objects.requireNonNull(world.truths().get(driver.calls().size()));
        for (Truth.Part part : last.blocks()) {
            boolean thinking = part.kind() == Truth.Kind.THINKING || part.kind() == Truth.Kind.SEALED;
            require(
                    thinking || consumer.blocks().stream().anyMatch(g -> isOf(part, g)),
                    "a block that was meant is lost: " + part);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
