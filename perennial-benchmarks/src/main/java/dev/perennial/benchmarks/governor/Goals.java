package dev.perennial.benchmarks.governor;

import dev.perennial.governor.limit.Amounts;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;

/** Runs the trials and prints what comes of them. */
public final class Goals {

    private static final long SEED = 20_261_122;
    private static final double BUSY = 12;
    private static final double FLOODED = 4;
    private static final long HALF_AN_HOUR = 30 * Events.MINUTE;
    private static final long CHANGE = 10 * Events.MINUTE;
    private static final long CHANGED = 20 * Events.MINUTE;

    private final PrintStream out;
    private final Amounts limits;
    private final Terms terms;

    /** Goals for agents that want 95 in 100 of the limits. */
    public Goals(PrintStream out) {
        this.out = out;
        Amounts needs = Trial.needs(BUSY, SEED);
        this.limits = Amounts.of(d -> needs.of(d) * 100 / 95);
        this.terms = new Terms(limits, Amounts.NONE, Terms.Headers.THOUSANDS, limits.input() * 3 / 4);
    }

    /** Prints everything; takes half a minute or so. */
    public void print() {
        out.printf(
                Locale.ROOT,
                "limits per minute: %,d requests, %,d input tokens, %,d output tokens; %d agents, 30 minutes%n",
                limits.requests(),
                limits.input(),
                limits.output(),
                Trial.AGENTS);
        compare("wanting 95 % of the limits", BUSY);
        compare("wanting three times the limits", FLOODED);
        changes();
        learning();
        AdmissionCost.print(out);
    }

    private void compare(String title, double seconds) {
        out.printf(
                Locale.ROOT,
                "%n%s%n%-34s %10s %8s %9s %9s %9s %10s %6s %6s%n",
                title,
                "",
                "throughput",
                "429s",
                "of all",
                "p50 wait",
                "p99 wait",
                "wasted",
                "lost",
                "Jain");
        Tally ideal = run(Trial::ideal, seconds, terms).tally();
        row("ideal: knows everything", ideal, ideal);
        Trial governed = run(Trial::governed, seconds, terms);
        row("governor", governed.tally(), ideal);
        row(
                "retry-after only",
                run(t -> t.retrying(Integer.MAX_VALUE), seconds, terms).tally(),
                ideal);
        row("the SDK's two retries", run(t -> t.retrying(2), seconds, terms).tally(), ideal);
        row(
                "sliding window, as written",
                run(t -> t.slidingWindow(40_000, 16_000), seconds, terms).tally(),
                ideal);
        row(
                "sliding window, the true limits",
                run(t -> t.slidingWindow(limits.input(), limits.output()), seconds, terms)
                        .tally(),
                ideal);
        out.printf(
                Locale.ROOT,
                "input estimates after 3 turns: p95 error %.2f %% of the prompt, %.1f %% of what is new in it%n",
                100 * governed.errors().ofPrompts(0.95),
                100 * governed.errors().ofAdditions(0.95));
    }

    private Trial run(Function<Trial, Policy> policy, double seconds, Terms on) {
        Trial trial = new Trial(on, SEED);
        trial.begin(policy.apply(trial), seconds, SEED);
        trial.events().runUntil(HALF_AN_HOUR);
        return trial;
    }

    private void row(String name, Tally tally, Tally ideal) {
        out.printf(
                Locale.ROOT,
                "%-34s %8.1f %% %8d %7.2f %% %7.1f s %7.1f s %,10d %6d %6.3f%n",
                name,
                100.0 * tally.useful() / ideal.useful(),
                tally.refusals(),
                100 * tally.refusedShare(),
                tally.waitSeconds(0.5),
                tally.waitSeconds(0.99),
                tally.wasted(),
                tally.lostTurns(),
                tally.jain());
    }

    private void changes() {
        out.printf(Locale.ROOT, "%nchanges while running, wanting three times the limits%n");
        change("limits halved", terms.withLimits(Amounts.of(d -> limits.of(d) / 2)));
        change("limits doubled", terms.withLimits(Amounts.of(d -> limits.of(d) * 2)));
        change("others take half", terms.withForeign(Amounts.of(d -> limits.of(d) / 2)));
    }

    private void change(String name, Terms changed) {
        Trial trial = new Trial(terms, SEED);
        Governed governed = trial.governed();
        trial.begin(governed, FLOODED, SEED);
        trial.events().runUntil(CHANGE);
        trial.server().change(changed);
        double followed = secondsUntilKnown(trial, governed, changed);
        trial.events().runUntil(CHANGED);
        Tally tally = trial.tally();
        out.printf(
                Locale.ROOT,
                "%-16s limit known after %.1f s; 429s %d in the first 10 s, %d of %d requests in 10 minutes; input %.1f %% of the ideal's%n",
                name,
                followed,
                tally.refusalsBetween(CHANGE, CHANGE + 10 * Events.SECOND),
                tally.refusalsBetween(CHANGE, CHANGED),
                tally.sentBetween(CHANGE, CHANGED),
                100
                        * tally.inputPerMinute(CHANGE, CHANGED)
                        / idealUnder(changed).inputPerMinute(CHANGE, CHANGED));
    }

    private static double secondsUntilKnown(Trial trial, Governed governed, Terms changed) {
        while (!governed.knows(changed.limits().input()) && trial.events().now() < CHANGED) {
            trial.events().runUntil(trial.events().now() + 50 * Events.MILLI);
        }
        return (trial.events().now() - CHANGE) / 1e9;
    }

    private Tally idealUnder(Terms changed) {
        Trial trial = new Trial(terms, SEED);
        trial.begin(trial.ideal(), FLOODED, SEED);
        trial.events().runUntil(CHANGE);
        trial.server().change(changed);
        trial.events().runUntil(CHANGED);
        return trial.tally();
    }

    private void learning() {
        out.printf(Locale.ROOT, "%nfrom nothing known, wanting three times the limits%n");
        Tally ideal = run(Trial::ideal, FLOODED, terms).tally();
        for (Terms.Headers headers : Terms.Headers.values()) {
            Trial trial = new Trial(terms.withHeaders(headers), SEED);
            Governed governed = trial.governed();
            trial.begin(governed, FLOODED, SEED);
            String known = responsesUntilKnown(trial, governed);
            trial.events().runUntil(HALF_AN_HOUR);
            out.printf(
                    Locale.ROOT,
                    "headers %-13s limit known after %s responses; 429s %d of %d requests; throughput %.1f %% of the ideal%n",
                    headers.name().toLowerCase(Locale.ROOT),
                    known,
                    trial.tally().refusals(),
                    trial.tally().sentBetween(0, HALF_AN_HOUR),
                    100.0 * trial.tally().useful() / ideal.useful());
        }
    }

    private String responsesUntilKnown(Trial trial, Governed governed) {
        while (!governed.knows(limits.input()) && trial.events().now() < Events.MINUTE) {
            trial.events().runUntil(trial.events().now() + 10 * Events.MILLI);
        }
        return governed.knows(limits.input()) ? Long.toString(governed.responses()) : "no";
    }
}
