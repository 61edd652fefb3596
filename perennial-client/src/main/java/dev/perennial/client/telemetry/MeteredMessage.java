package dev.perennial.client.telemetry;

import dev.perennial.client.PerennialEvent;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Report;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The measurements of one message. Used by one thread at a time, as its events are told. */
final class MeteredMessage {

    static final String PHASE = "phase";
    private static final String CAUSE = "cause";

    private final Meters meters;
    private final Labels model;
    private final Labels call;
    private final Optional<Capabilities> known;
    private final Catalogue catalogue;

    /** Why the last attempt broke. */
    private String cause = "none";

    /** The last attempt whose end was counted: what happens between attempts is none of them. */
    private int counted;

    /**
     * Nothing was sent yet.
     *
     * @param model what all measurements are sorted by
     * @param call what those of the whole call are sorted by
     * @param known what is known of the model that was asked for
     * @param catalogue tells of others, should one of them answer
     */
    MeteredMessage(Meters meters, Labels model, Labels call, Optional<Capabilities> known, Catalogue catalogue) {
        this.meters = meters;
        this.model = model;
        this.call = call;
        this.known = known;
        this.catalogue = catalogue;
    }

    void on(PerennialEvent event) {
        switch (event) {
            case PerennialEvent.Begin begin -> {}
            case PerennialEvent.Attempt attempt
            when attempt.number() > 1 -> count(Metric.RETRIES, model.and(CAUSE, cause));
            case PerennialEvent.Attempt first -> {}
            case PerennialEvent.Resume resume ->
                count(
                        Metric.RESUMES,
                        model.and(CAUSE, cause)
                                .and("shape", lower(resume.shape().name())));
            case PerennialEvent.FirstToken first -> meters.time(Metric.FIRST_CHUNK, first.after(), 1, call);
            case PerennialEvent.Gap gap -> {} // among those of its attempt's pace
            case PerennialEvent.Pace pace -> pace.gaps().forEach(this::gaps);
            case PerennialEvent.Stall stall -> {
                count(Metric.STALLS, model.and(PHASE, phase(stall.phase())));
                broke(stall.attempt(), "stalled");
            }
            case PerennialEvent.Break broken -> broke(broken.attempt(), CauseNames.of(broken.cause()));
            case PerennialEvent.Wait wait -> meters.time(Metric.WAIT, wait.delay(), 1, model.and(CAUSE, cause));
            case PerennialEvent.Seam seam ->
                count(
                        Metric.SEAMS,
                        model.and(CAUSE, cause).and("proof", seam.proof().code()));
            case PerennialEvent.Queued queued -> {} // counted once it is over
            case PerennialEvent.Admitted admitted ->
                meters.time(
                        Metric.QUEUE_WAIT,
                        admitted.waited(),
                        1,
                        model.and("reason", admitted.reason().code()));
            case PerennialEvent.Outage outage -> {} // its waits are counted
            case PerennialEvent.FellBack fell -> {} // its attempts are counted
            case PerennialEvent.NetworkChanged changed -> {}
            case PerennialEvent.End end -> ended(end.outcome(), end.lasted());
        }
    }

    private void gaps(GapCounts gaps) {
        Labels labels = model.and(PHASE, phase(gaps.phase()));
        gaps.steps().forEach(step -> meters.time(Metric.GAP, step.mean(), step.count(), labels));
    }

    private void broke(int attempt, String why) {
        if (attempt > counted) {
            counted = attempt;
            cause = why;
            count(Metric.ATTEMPTS, model.and("result", why));
        }
    }

    private void ended(Outcome outcome, Duration lasted) {
        List<AttemptReport> attempts = outcome.report().attempts();
        if (!attempts.isEmpty()) {
            broke(attempts.getLast().number(), "complete");
        }
        count(Metric.MESSAGES, model.and("outcome", outcome.code()));
        meters.time(Metric.DURATION, lasted, 1, call.and(Labels.ERROR, outcome.isWhole() ? "" : outcome.code()));
        tokens(Bill.of(outcome.report()));
        money(outcome.report());
    }

    private void tokens(Bill bill) {
        paid(bill.once(), "once");
        paid(bill.again(), "again");
        if (bill.all().total() > 0) {
            Labels input = call.and(Labels.TOKEN_TYPE, "input");
            meters.amount(Metric.TOKEN_USAGE, (double) bill.all().prompt(), input);
            Labels output = call.and(Labels.TOKEN_TYPE, "output");
            meters.amount(Metric.TOKEN_USAGE, (double) bill.all().output(), output);
        }
    }

    private void paid(TokenUsage usage, String paid) {
        Labels labels = model.and("paid", paid);
        meters.count(Metric.TOKENS, (double) usage.input(), labels.and("kind", "input"));
        meters.count(Metric.TOKENS, (double) usage.cacheWrite(), labels.and("kind", "cache_write"));
        meters.count(Metric.TOKENS, (double) usage.cacheRead(), labels.and("kind", "cache_read"));
        meters.count(Metric.TOKENS, (double) usage.output(), labels.and("kind", "output"));
    }

    private void money(Report report) {
        known.map(asked -> answered(report).orElse(asked))
                .map(k -> Bill.money(report, k.prices()))
                .ifPresent(money -> {
                    meters.count(Metric.COST, money.once().doubleValue(), model.and("paid", "once"));
                    meters.count(Metric.COST, money.again().doubleValue(), model.and("paid", "again"));
                });
    }

    /** Who answered in another's place has prices of its own, and whoever was asked before answered nothing. */
    private Optional<Capabilities> answered(Report report) {
        String model = report.message().model();
        return model.isEmpty() ? Optional.empty() : catalogue.find(model);
    }

    private void count(Metric metric, Labels labels) {
        meters.count(metric, 1, labels);
    }

    static String phase(Phase phase) {
        return lower(phase.name());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
