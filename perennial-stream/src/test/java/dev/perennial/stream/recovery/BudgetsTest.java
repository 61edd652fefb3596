package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.stream.clocks.FixedThresholds;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetsTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);

    @Test
    void attemptsBeforeContent_areLimited() {
        VirtualDriver run = VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withAttempts(4)), Answer.unreachable())
                .run();

        assertThat(run.calls()).hasSize(4);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
    }

    @Test
    void threeAttemptsWithoutProgress_endIt() {
        Answer thinking = Answer.whole(Wire.message().thinking("One", "sig"));

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), thinking).run();

        assertThat(run.calls()).hasSize(4);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
    }

    @Test
    void portAtWhichNobodyListens_isTriedForSecondsOnly() {
        VirtualDriver run = new VirtualDriver(Recoveries.usual(), (attempt, call) -> Answer.refused()).run();

        assertThat(run.calls()).hasSize(Ledger.MOST_REFUSED);
        assertThat(run.trace()).contains("connect_failed R-11\n");
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Cut.class, c -> assertThat(c.cause()).isEqualTo(new Cause.ConnectFailed(true)));
        assertThat(run.elapsed()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(8));
    }

    @Test
    void portThatWasRefusedOnce_whereTheNetworkFailsToo_isTriedAsOftenAsAnyOther() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(), (attempt, call) -> attempt == 3 ? Answer.unreachable() : Answer.refused())
                .run();

        assertThat(run.calls()).hasSize(Budgets.DEFAULT.attempts());
    }

    @Test
    void portAtWhichNobodyListens_withPatienceOrFewerAttempts_isTriedAccordingly() {
        Budgets patient = Budgets.DEFAULT.withPatience(Duration.ofMinutes(10));
        VirtualDriver few = new VirtualDriver(
                        Recoveries.with(Budgets.DEFAULT.withAttempts(2)), (attempt, call) -> Answer.refused())
                .run();
        VirtualDriver late = new VirtualDriver(
                        Recoveries.with(patient),
                        (attempt, call) -> attempt < 12 ? Answer.refused() : Answer.whole(ANSWER))
                .run();

        assertThat(few.calls()).hasSize(2);
        assertThat(late.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void resumesAfterContent_areLimited() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.with(Budgets.DEFAULT.withResumes(5)),
                        (attempt, call) -> Answer.whole(new Wire().start("m", 1).text("Part " + attempt)))
                .run();

        assertThat(run.calls()).hasSize(6);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
    }

    @Test
    void progressInEveryAttempt_isAllowedTwentyResumes() {
        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> Answer.whole(new Wire().start("m", 1).text("Part " + attempt)))
                .run();

        assertThat(run.calls()).hasSize(21);
    }

    @Test
    void noResumes_endsWithTheFirstCutAfterContent() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withResumes(0)),
                        Answer.whole(Wire.message().text("Hello")))
                .run();

        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void patience_waitsThroughAnOutageOfHours() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(4)));
        Duration outage = Duration.ofHours(3);
        VirtualDriver[] self = new VirtualDriver[1];
        self[0] = new VirtualDriver(
                recovery,
                (attempt, call) ->
                        self[0].elapsed().compareTo(outage) < 0 ? Answer.status(529, "{}") : Answer.whole(ANSWER));

        self[0].run();

        assertThat(self[0].outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(self[0].calls()).hasSizeLessThan(300);
    }

    @Test
    void patience_isNoLicenceToHammer_whateverTheServerAsks() {
        Answer eager = Answer.status(529, "{}", "retry-after-ms", "1");

        VirtualDriver run = VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(1))), eager)
                .run();

        assertThat(run.calls()).hasSizeLessThan(200);
    }

    @Test
    void durationsBeyondAnyClock_areNoEnd() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        FixedThresholds none =
                new FixedThresholds(forever, forever, forever, forever, forever, forever, forever, forever, forever);
        Budgets budgets = Budgets.DEFAULT.withTotal(forever).withPatience(forever);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(
                                RecoverySettings.DEFAULT.withClocks(none).withBudgets(budgets)),
                        Answer.stream().pause(Duration.ofHours(1)).then(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void patience_ends() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(1))), Answer.status(529, "{}"))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Overloaded.class);
        assertThat(run.elapsed()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(62));
    }

    @ParameterizedTest
    @CsvSource({"retry-after,17,17000", "retry-after-ms,2500,2500", "retry-after,0.5,500"})
    void retryAfter_isObeyed(String header, String value, long millis) {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.status(429, "{}", header, value), Answer.whole(ANSWER))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void retryAfterAsDate_isReadAgainstTheServersOwnClock() {
        Answer limited = Answer.status(
                429, "{}", "retry-after", "Sat, 21 Nov 2026 10:00:30 GMT", "date", "Sat, 21 Nov 2026 10:00:00 GMT");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), limited, Answer.whole(ANSWER))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-3", "NaN", "", "Sat, 99 Nov 2026 10:00:30 GMT"})
    void retryAfterThatSaysNothing_isIgnored(String value) {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.status(429, "{}", "retry-after", value), Answer.whole(ANSWER))
                .run();

        assertThat(run.elapsed()).isBetween(Duration.ofMillis(375), Duration.ofMillis(500));
    }

    @Test
    void retryAfterLongerThanAnybodyWaits_endsAtOnce_asRateLimited() {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.status(429, "{}", "retry-after", "3600"))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.RateLimited.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ZERO);
    }

    @Test
    void retryAfterWithinThePatience_isWaitedFor() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(2))),
                        Answer.status(429, "{}", "retry-after", "3600"),
                        Answer.whole(ANSWER))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void shouldRetryFalse_isObeyed() {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.status(500, "{}", "x-should-retry", "false"))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void shouldRetryTrue_isObeyed_whateverTheStatus() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.status(400, "{}", "x-should-retry", "true"), Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 424, 429, 500, 502, 503, 504, 529})
    void transientStatus_isSentAgain(int status) {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.status(status, "<html>"), Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 413, 422})
    void futileStatus_isRejected(int status) {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.status(status, "<html>"))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Rejected.class);
        assertThat(run.outcome().retryable()).isFalse();
    }

    @Test
    void afterASilence_theNextAttemptWaitsForTheTransportToNotice() {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.stream(), Answer.whole(ANSWER))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofMillis(120_000 + 1_440));
    }

    @Test
    void impossibleBudgets_areRefused() {
        assertThatThrownBy(() -> Budgets.DEFAULT.withAttempts(0)).hasMessageContaining("attempts is 0");
        assertThatThrownBy(() -> Budgets.DEFAULT.withResumes(-1)).hasMessageContaining("resumes -1");
        assertThatThrownBy(() -> new Budgets(1, 1, 1, Duration.ofSeconds(-1), Duration.ZERO, Optional.empty()))
                .hasMessageContaining("longestWait");
    }
}
