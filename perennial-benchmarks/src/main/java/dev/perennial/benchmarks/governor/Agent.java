package dev.perennial.benchmarks.governor;

import dev.perennial.governor.estimate.Prompt;
import dev.perennial.governor.estimate.Segment;
import dev.perennial.governor.estimate.TextCount;
import dev.perennial.models.Capabilities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** An agent that works: turns at times of its own, each with what its tools brought, in conversations that grow. */
final class Agent {

    private static final Duration CACHED_FOR = Duration.ofMinutes(5);
    private static final int TURNS = 40;
    private static final long SYSTEM_TOKENS = 12_000;
    private static final TextCount SYSTEM_TEXT = new TextCount(30_000, 600, 3_000, 0, 0);

    private final int number;
    private final SplittableRandom random;
    private final Capabilities model;
    private final double secondsBetweenTurns;
    private final List<Segment> segments = new ArrayList<>();
    private long conversation;
    private int turn;
    private long tokens;
    private long known;
    private long scheduled;

    Agent(int number, Capabilities model, double secondsBetweenTurns, long seed) {
        this.number = number;
        this.model = model;
        this.secondsBetweenTurns = secondsBetweenTurns;
        this.random = new SplittableRandom(seed * 1_000_003 + number);
        begin(0);
    }

    private void begin(long next) {
        conversation = number + 1_000L * next;
        turn = 0;
        segments.clear();
        segments.add(new Segment(7, SYSTEM_TEXT, 0, Optional.of(CACHED_FOR)));
        tokens = SYSTEM_TOKENS;
        known = SYSTEM_TOKENS;
        append((long) logNormal(5_000, 0.5));
    }

    /** When the next turn is due, if the agent is done with the one before. */
    long due() {
        scheduled += (long) (-Math.log(1 - random.nextDouble()) * secondsBetweenTurns * Events.SECOND);
        return scheduled;
    }

    /** The next turn; what is random about it depends on the seed only. */
    Turn next(long now) {
        if (turn == TURNS) {
            begin(conversation / 1_000 + 1);
        }
        long output = Math.max(20, (long) logNormal(420, 0.7));
        boolean hidden = random.nextInt(10) < 3;
        Turn next = new Turn(
                conversation * 100 + turn,
                number,
                conversation,
                turn,
                prompt(),
                SYSTEM_TOKENS,
                known,
                tokens,
                output,
                hidden,
                now);
        known = tokens;
        append(output);
        append((long) logNormal(1_900, 0.8));
        turn++;
        return next;
    }

    private Prompt prompt() {
        List<Segment> all = new ArrayList<>(segments);
        all.set(all.size() - 1, all.getLast().cached(CACHED_FOR));
        return new Prompt(model, all);
    }

    /** A text of so many tokens by a tokenizer of which nobody knows: by kind, and no two texts alike. */
    private void append(long amount) {
        double letters = amount * (0.70 + random.nextDouble(0.15));
        double digits = amount * random.nextDouble(0.08);
        double symbols = amount - letters - digits;
        double noise = 1 + 0.05 * random.nextGaussian();
        TextCount text = new TextCount(
                (long) (letters * 3.7 * noise), (long) (digits * 2.4), (long) (symbols * 1.5 * noise), 0, 0);
        segments.add(new Segment(random.nextLong(), text, 0, Optional.empty()));
        tokens += amount + 4;
    }

    private double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }
}
