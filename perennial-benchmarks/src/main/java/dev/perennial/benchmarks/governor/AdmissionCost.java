package dev.perennial.benchmarks.governor;

import dev.perennial.governor.Admission;
import dev.perennial.governor.Ask;
import dev.perennial.governor.Effects;
import dev.perennial.governor.Governor;
import dev.perennial.governor.GovernorEvent;
import dev.perennial.governor.GovernorSettings;
import dev.perennial.governor.Input;
import dev.perennial.governor.InputEstimate;
import dev.perennial.governor.Lane;
import dev.perennial.governor.OutputEstimate;
import dev.perennial.governor.Pool;
import dev.perennial.governor.Rejection;
import dev.perennial.governor.Wait;
import dev.perennial.governor.limit.DimensionReport;
import dev.perennial.governor.limit.LimitReport;
import dev.perennial.governor.limit.MemoryLimitStore;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** What it costs to let a request go that nothing keeps. */
final class AdmissionCost implements Effects {

    private static final int BATCH = 16;
    private static final int ROUNDS = 60_000;
    private static final int COUNTED = 20_000;
    private static final String MODEL = "claude-opus-5-5";
    private static final Pool POOL = Pool.of("key", MODEL, Lane.STANDARD);

    private final Governor governor =
            new Governor(GovernorSettings.DEFAULT, new MemoryLimitStore(), Catalogue.builtIn());
    private final Ask[] asks = new Ask[BATCH];
    private long now;
    private long admitted;

    private AdmissionCost() {
        for (int i = 0; i < BATCH; i++) {
            asks[i] = new Ask(i, "s" + i, POOL, MODEL, InputEstimate.exactly(1_000), new OutputEstimate(100, 1_000));
        }
    }

    static void print(PrintStream out) {
        AdmissionCost cost = new AdmissionCost();
        long[] rounds = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = cost.round();
        }
        if (cost.admitted < (long) (ROUNDS - 1) * BATCH) {
            throw new IllegalStateException("requests had to wait");
        }
        long[] counted = Arrays.copyOfRange(rounds, ROUNDS - COUNTED, ROUNDS);
        Arrays.sort(counted);
        out.printf(
                Locale.ROOT,
                "%nletting a request go at once: %.2f µs (median; with up to %d others under way)%n",
                counted[COUNTED / 2] / 1e3 / BATCH,
                BATCH - 1);
    }

    /** The nanoseconds in which a batch was let go. */
    private long round() {
        now += Events.SECOND;
        long began = System.nanoTime();
        for (Ask ask : asks) {
            governor.ask(now, ask, this);
        }
        long took = System.nanoTime() - began;
        for (Ask ask : asks) {
            governor.on(now, new Input.Head(ask.id(), plenty()), this);
            governor.on(now, new Input.Ended(ask.id(), TokenUsage.of(1_000, 100)), this);
        }
        return took;
    }

    private static LimitReport plenty() {
        DimensionReport limit =
                new DimensionReport(OptionalLong.of(50_000_000), OptionalLong.of(50_000_000), Optional.empty());
        return new LimitReport(limit, limit, limit, Optional.empty());
    }

    @Override
    public void admit(long id, Admission admission) {
        admitted++;
    }

    @Override
    public void waiting(long id, Wait wait) {}

    @Override
    public void reject(long id, Rejection rejection) {}

    @Override
    public void observe(GovernorEvent event) {}
}
