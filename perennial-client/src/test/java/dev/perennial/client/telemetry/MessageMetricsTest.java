package dev.perennial.client.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.client.PerennialEvent;
import dev.perennial.models.Catalogue;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Progress;
import dev.perennial.stream.recovery.Report;
import dev.perennial.stream.recovery.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What events count for, one by one. */
final class MessageMetricsTest {

    private static final String NAME = "m1";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TokenUsage USAGE = TokenUsage.of(100_000, 10_000);

    private final Written meters = new Written();
    private final MessageMetrics metrics = new MessageMetrics(meters, 0);

    private void tell(PerennialEvent... events) {
        List.of(events).forEach(metrics::on);
    }

    private static PerennialEvent begin() {
        return new PerennialEvent.Begin(NAME, "claude-opus-5-5", "api.anthropic.com", 443);
    }

    private static PerennialEvent broken(int attempt, Cause cause) {
        return new PerennialEvent.Break(NAME, attempt, cause, Rule.R_30);
    }

    private static PerennialEvent cancelled(int attempts) {
        List<AttemptReport> reports = new ArrayList<>();
        for (int i = 1; i <= attempts; i++) {
            reports.add(new AttemptReport(
                    i,
                    Call.Shape.ORIGINAL,
                    Optional.of(new Cause.Reset()),
                    Optional.of(Rule.R_30),
                    SECOND,
                    TokenUsage.NONE,
                    false,
                    Optional.empty(),
                    Optional.empty()));
        }
        Progress nothing = new Progress("", "", List.of(), Optional.empty());
        return new PerennialEvent.End(NAME, new Outcome.Cancelled(new Report(nothing, reports)), SECOND);
    }

    @Test
    void cancelled_whileTheNextAttemptWaits_isNoAttempt() {
        tell(
                begin(),
                new PerennialEvent.Attempt(NAME, 1),
                broken(1, new Cause.Reset()),
                new PerennialEvent.Wait(NAME, 2, SECOND),
                broken(1, new Cause.Cancelled()),
                cancelled(1));

        assertThat(meters.of(Metric.ATTEMPTS)).containsExactly("reset");
        assertThat(meters.of(Metric.WAIT)).containsExactly("reset");
        assertThat(meters.of(Metric.MESSAGES)).containsExactly("cancelled");
    }

    @Test
    void cancelled_beforeAnythingWasSent_hasNoAttempts() {
        tell(begin(), broken(0, new Cause.Cancelled()), cancelled(0));

        assertThat(meters.of(Metric.ATTEMPTS)).isEmpty();
        assertThat(meters.of(Metric.MESSAGES)).containsExactly("cancelled");
    }

    @Test
    void resumed_countsTheAttemptOfTheProcessThatDied() {
        tell(
                begin(),
                broken(1, new Cause.ProcessDied()),
                new PerennialEvent.Wait(NAME, 2, Duration.ZERO),
                new PerennialEvent.Resume(NAME, 2, Call.Shape.CONTINUING),
                cancelled(2));

        assertThat(meters.of(Metric.ATTEMPTS)).startsWith("process_died");
        assertThat(meters.of(Metric.WAIT)).containsExactly("process_died");
        assertThat(meters.of(Metric.RESUMES)).isNotEmpty();
    }

    @Test
    void events_afterTheEnd_orWithoutABeginning_areNobodys() {
        tell(new PerennialEvent.Attempt(NAME, 2), cancelled(1));
        assertThat(meters.lines).isEmpty();

        tell(begin(), cancelled(1));
        int told = meters.lines.size();
        tell(new PerennialEvent.Attempt(NAME, 2), cancelled(1));
        assertThat(meters.lines).hasSize(told);
    }

    @Test
    void begin_ofAModelForTheFirstTime_beginsItsStallsAtZero() {
        tell(begin());
        assertThat(meters.zeros).contains("STALLS text", "STALLS thinking").hasSameSizeAs(Phase.values());

        tell(new PerennialEvent.Begin("m2", "claude-opus-5-5", "api.anthropic.com", 443));
        assertThat(meters.zeros).hasSameSizeAs(Phase.values());
    }

    @Test
    void pace_isAsManyGapsAsThereWere() {
        GapCounts text = new GapCounts(
                Phase.TEXT, List.of(new GapCounts.Step(40, SECOND), new GapCounts.Step(2, Duration.ofSeconds(6))));

        tell(begin(), new PerennialEvent.Pace(NAME, 1, List.of(text)));

        assertThat(meters.lines).containsExactly("GAP text 40 x PT0.025S", "GAP text 2 x PT3S");
    }

    @Test
    void messages_atTheSameTime_areKeptApart() {
        tell(
                begin(),
                new PerennialEvent.Begin("m2", "claude-opus-5-5", "api.anthropic.com", 443),
                broken(1, new Cause.CleanEnd()),
                new PerennialEvent.Wait("m2", 1, SECOND),
                new PerennialEvent.Wait(NAME, 2, SECOND));

        assertThat(meters.of(Metric.WAIT)).containsExactly("none", "clean_end");
    }

    @Test
    void money_isThatOfTheModelThatAnswered() {
        Progress sonnet = new Progress("msg_1", "claude-sonnet-5-5", List.of(), Optional.of("end_turn"), USAGE);
        Progress unknown = new Progress("msg_2", "simulated-model", List.of(), Optional.of("end_turn"), USAGE);

        tell(begin(), whole(sonnet), begin(), whole(unknown));

        assertThat(meters.money).hasSize(2).doesNotHaveDuplicates();
        assertThat(meters.money.get(0)).isEqualTo(price("claude-sonnet-5-5"));
        assertThat(meters.money.get(1)).isEqualTo(price("claude-opus-5-5"));
    }

    private static double price(String model) {
        return Catalogue.builtIn().get(model).prices().cost(USAGE).doubleValue();
    }

    private static PerennialEvent whole(Progress message) {
        AttemptReport attempt = new AttemptReport(
                6,
                Call.Shape.ORIGINAL,
                Optional.empty(),
                Optional.empty(),
                SECOND,
                USAGE,
                false,
                Optional.empty(),
                Optional.empty());
        return new PerennialEvent.End(
                NAME, new Outcome.Complete(new Report(message, List.of(attempt)), "end_turn", false), SECOND);
    }

    /** Writes down what it is told: the metric, and the last label. */
    private static final class Written implements Meters {

        private final List<String> lines = new ArrayList<>();
        private final List<String> zeros = new ArrayList<>();
        private final List<Double> money = new ArrayList<>();

        List<String> of(Metric metric) {
            return lines.stream()
                    .map(line -> line.split(" "))
                    .filter(words -> words[0].equals(metric.name()))
                    .map(words -> words[1])
                    .toList();
        }

        private static String last(Metric metric, Labels labels) {
            return metric.name() + " " + labels.all().getLast().value();
        }

        @Override
        public void count(Metric metric, double amount, Labels labels) {
            (amount == 0 ? zeros : lines).add(last(metric, labels));
            if (metric == Metric.COST && amount > 0) {
                money.add(amount);
            }
        }

        @Override
        public void time(Metric metric, Duration value, long times, Labels labels) {
            lines.add(last(metric, labels) + " " + times + " x " + value);
        }

        @Override
        public void amount(Metric metric, double value, Labels labels) {
            lines.add(last(metric, labels));
        }
    }
}
