package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An outage of hours is told within bounds. */
class AttemptLogTest {

    private static final String LONG = "x".repeat(30_000);
    private static final String BODY =
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"" + LONG + "\"}}";

    private static VirtualDriver outage(Duration patience, Answer answer) {
        return VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withPatience(patience)), answer)
                .run();
    }

    private static Answer overloaded() {
        return Answer.status(529, BODY, "request-id", "req_7", "retry-after", "5", "x-rest", LONG);
    }

    private static Cause.Status status(AttemptReport report) {
        return (Cause.Status) report.cause().orElseThrow();
    }

    @Test
    void reports_ofAnOutageOfHours_areTheFirstAndTheLast_andASum() {
        VirtualDriver run = outage(Duration.ofHours(20), overloaded());
        Report report = run.outcome().report();

        assertThat(run.calls()).hasSizeGreaterThan(500);
        assertThat(report.attempts()).hasSize(200);
        assertThat(report.omitted().attempts()).isEqualTo(run.calls().size() - 200);
        List<Integer> numbers =
                report.attempts().stream().map(AttemptReport::number).toList();
        assertThat(numbers.subList(0, 100)).startsWith(1).endsWith(100);
        assertThat(numbers.subList(100, 200)).endsWith(run.calls().size());
    }

    @Test
    void whatTheServerWrote_isWholeInTheLastFour_andABeginningBefore() {
        Report report = outage(Duration.ofMinutes(10), overloaded()).outcome().report();
        List<AttemptReport> all = report.attempts();

        assertThat(all.reversed().subList(0, 4))
                .allSatisfy(r -> assertThat(new String(status(r).body(), UTF_8)).isEqualTo(BODY));
        assertThat(all.subList(0, all.size() - 4)).isNotEmpty().allSatisfy(r -> {
            assertThat(status(r).body()).hasSize(1_024);
            assertThat(status(r).fault().message()).hasSize(256);
            assertThat(status(r).head().headers()).containsOnlyKeys("content-type", "request-id", "retry-after");
            assertThat(status(r).head().status()).isEqualTo(529);
            assertThat(r.requestId()).contains("req_7");
        });
        assertThat(report.omitted()).isEqualTo(Omitted.NONE);
    }

    @Test
    void errorEvents_areShortenedToo() {
        Answer error = Answer.of(Wire.message().error(LONG));
        List<AttemptReport> all =
                outage(Duration.ZERO, error).outcome().report().attempts();

        assertThat(all.getFirst().cause())
                .contains(new Cause.InStream(new ApiFault(LONG.substring(0, 256), "", "No.")));
        assertThat(all.getLast().cause()).contains(new Cause.InStream(new ApiFault(LONG, "", "No.")));
    }

    @Test
    void bill_ofTheAttemptsBetween_isTheirSum() {
        AttemptLog log = new AttemptLog();
        LongStream.rangeClosed(1, 203).forEach(n -> log.add(report((int) n, n == 102)));

        assertThat(log.count()).isEqualTo(203);
        assertThat(log.omitted()).isEqualTo(new Omitted(3, TokenUsage.of(101 + 102 + 103, 3), true));
    }

    private static AttemptReport report(int number, boolean estimated) {
        return new AttemptReport(
                number,
                Call.Shape.ORIGINAL,
                Optional.of(new Cause.Reset()),
                Optional.empty(),
                Duration.ZERO,
                TokenUsage.of(number, 1),
                estimated,
                Optional.empty(),
                Optional.empty());
    }
}
