package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long an outage is borne, and how often the server is asked meanwhile. */
class OutageTest {

    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final Wire ANSWER = Wire.message().text("Hello").end("end_turn", 5);

    /** Two hours of thinking and a text, then the end. */
    private static Answer twoHours() {
        Answer slow = Answer.of(Wire.message().text("Hello").openThinking());
        IntStream.range(0, 9)
                .forEach(i -> slow.pause(Duration.ofSeconds(800))
                        .then("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                                + "\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}}\n\n"));
        return slow.end(HowEnded.RESET);
    }

    @Test
    void patience_beginsWithTheOutage_notWithTheMessage() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(1)));

        VirtualDriver run =
                VirtualDriver.of(recovery, twoHours(), Answer.status(529, "{}")).run();

        assertThat(run.elapsed()).isBetween(TWO_HOURS.plusMinutes(58), TWO_HOURS.plusMinutes(62));
    }

    @Test
    void patience_isOfNoUse_whereNothingIsToBeResumed() {
        Recovery recovery = Recoveries.with(
                Budgets.DEFAULT.withPatience(Duration.ofHours(1)).withResumes(0));

        VirtualDriver run = VirtualDriver.of(
                        recovery, Answer.whole(Wire.message().text("Hello")))
                .run();

        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void withoutAnOutage_theWaitsDoubleUpToEightSeconds() {
        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.unreachable()).run();

        Duration most = Duration.ofMillis(500 + 1_000 + 2_000 + 4_000 + 5 * 8_000);
        assertThat(run.calls()).hasSize(10);
        assertThat(run.elapsed()).isBetween(most.multipliedBy(3).dividedBy(4), most);
    }

    @Test
    void retryAfterOfExactlyTheLongestWait_isWaitedFor() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.status(429, "{}", "retry-after", "120"), Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void attemptsThatBroughtSomething_areNoOutage_howeverManyBreak() {
        Wire more = new Wire().start("msg_2", 9).text("More.");
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.whole(Wire.message().text("Hello.")), Answer.whole(more))
                .run();

        assertThat(run.calls()).hasSize(1 + 20);
        assertThat(run.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void anOutage_isAskedAboutOnceAMinute() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withPatience(Duration.ofHours(1)));

        VirtualDriver run = VirtualDriver.of(recovery, Answer.status(529, "{}")).run();

        assertThat(run.calls()).hasSizeBetween(10 + 55, 10 + 80);
    }
}
