package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.clocks.Phase;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClocksTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);
    private static final Wire THOUGHT =
            Wire.message().thinking("Hm", "sig").text("Hi").end("end_turn", 5);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    static Stream<Arguments> phases() {
        return Stream.of(
                Arguments.of(Wire.message(), Phase.FIRST_TOKEN, 120),
                Arguments.of(Wire.message().openText("Hel"), Phase.TEXT, 25),
                Arguments.of(Wire.message().openThinking("Hm"), Phase.THINKING, 900),
                Arguments.of(Wire.message().openCall("t", "{\"a\""), Phase.TOOL_INPUT, 90),
                Arguments.of(Wire.message().text("Hello"), Phase.BETWEEN_BLOCKS, 120),
                Arguments.of(Wire.message().serverCall("s"), Phase.SERVER_TOOL, 900),
                Arguments.of(Wire.message().block("{\"type\":\"compaction\",\"content\":null}"), Phase.THINKING, 900),
                Arguments.of(Wire.message().block("{\"type\":\"hologram\"}"), Phase.THINKING, 900));
    }

    @ParameterizedTest
    @MethodSource("phases")
    void pingsOnly_stallAfterThePatienceOfThePhase(Wire begun, Phase phase, int seconds) {
        Answer stalled = Answer.of(begun).pings(100, TEN_SECONDS);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withResumes(0).withAttempts(1)), stalled)
                .run();

        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Stalled.class,
                        s -> assertThat(s.cause()).isEqualTo(new Cause.Stalled(phase, Duration.ofSeconds(seconds))));
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(seconds));
    }

    /** One whose first stall in a text is its last. */
    private static Recovery once() {
        return Recoveries.with(Budgets.DEFAULT.withResumes(0));
    }

    @Test
    void tenSilentMinutesOfThinking_areHealthy() {
        Answer slow =
                Answer.of(Wire.message().openThinking()).pings(60, TEN_SECONDS).then(rest());

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), slow).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.calls()).hasSize(1);
    }

    private static String rest() {
        String whole = THOUGHT.toString();
        return whole.substring(Wire.message().openThinking().toString().length());
    }

    @Test
    void noPingsAtAll_asBehindAProxyThatStripsThem_onlyThePhaseCounts() {
        Answer slow = Answer.of(Wire.message().openThinking())
                .pause(Duration.ofSeconds(899))
                .then(rest());

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), slow).run();

        assertThat(run.calls()).hasSize(1);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void pingsThatStop_sayThatTheSocketIsDead_longBeforeThinkingWouldBe() {
        Answer dead = Answer.of(Wire.message().openThinking()).pings(3, TEN_SECONDS);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), dead, Answer.whole(THOUGHT))
                .run();

        assertThat(run.outcome().report().attempts().getFirst().cause()).contains(new Cause.Silent(Phase.THINKING));
        assertThat(run.outcome().report().attempts().getFirst().lasted()).isEqualTo(Duration.ofSeconds(30 + 60));
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void slowPings_areNotTakenForSilence() {
        Answer slow = Answer.of(Wire.message().openThinking())
                .pings(6, Duration.ofSeconds(50))
                .then(rest());

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), slow).run();

        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void emptyDeltas_areNoProgress() {
        Answer drip = Answer.of(Wire.message().openText("Hel"));
        for (int i = 0; i < 20; i++) {
            drip.pause(Duration.ofSeconds(5))
                    .then("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"\"}}\n\n");
        }

        VirtualDriver run = VirtualDriver.of(once(), drip).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Stalled.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void eventsOfUnknownType_areProgress() {
        Answer odd = Answer.of(Wire.message());
        for (int i = 0; i < 20; i++) {
            odd.pause(Duration.ofSeconds(100)).then("event: weather\ndata: {\"type\":\"weather\"}\n\n");
        }
        odd.then(ANSWER.toString().substring(Wire.message().toString().length()));

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), odd).run();

        assertThat(run.calls()).hasSize(1);
        assertThat(run.delivered()).contains("event: weather");
    }

    @Test
    void noHead_isGivenUpSoonerOnLaterAttempts() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.nothing(), Answer.nothing(), Answer.whole(ANSWER))
                .run();

        assertThat(run.outcome().report().attempts())
                .extracting(a -> a.lasted().toSeconds())
                .containsExactly(60L, 20L, 0L);
    }

    @Test
    void aConsumerThatDoesNotRead_isNoStall() {
        Answer stream = Answer.of(Wire.message().openText("Hel"))
                .pause(Duration.ofHours(3))
                .then(new Wire().ping())
                .then(ANSWER.toString()
                        .substring(Wire.message().openText("Hello").toString().length()));

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), stream)
                .at(Duration.ofSeconds(1), new Input.Demand(false))
                .at(Duration.ofHours(3).minusSeconds(1), new Input.Demand(true))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void timeBeforeAndAfterAPauseOfDemand_addsUp() {
        Answer stream = Answer.of(Wire.message().openText("Hel"));

        VirtualDriver run = VirtualDriver.of(once(), stream)
                .at(Duration.ofSeconds(15), new Input.Demand(false))
                .at(Duration.ofSeconds(100), new Input.Demand(true))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofSeconds(100 + 10));
    }

    @Test
    void whatCameWhileNobodyWaited_givesNoCredit() {
        Answer stream = Answer.of(Wire.message())
                .pause(Duration.ofHours(1))
                .then(ANSWER.toString()
                        .substring(
                                Wire.message().toString().length(),
                                Wire.message().openText("Hello").toString().length()));

        VirtualDriver run = VirtualDriver.of(once(), stream)
                .at(Duration.ofSeconds(1), new Input.Demand(false))
                .at(Duration.ofHours(1).plusSeconds(2), new Input.Demand(true))
                .run();

        assertThat(run.elapsed()).isEqualTo(Duration.ofHours(1).plusSeconds(2 + 25));
    }

    @Test
    void anAttemptThatBeganWhileNobodyWaited_isTimedFromTheDemand() {
        Answer lost = Answer.of(Wire.message()).pause(Duration.ofHours(9)).end(HowEnded.RESET);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), lost, Answer.stream(), Answer.whole(ANSWER))
                .at(Duration.ofSeconds(1), new Input.Demand(false))
                .at(Duration.ofHours(10), new Input.Demand(true))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.elapsed())
                .isBetween(Duration.ofHours(10), Duration.ofHours(10).plusSeconds(125));
    }

    @Test
    void pingsThatWaitedForTheConsumer_teachNoPeriod() {
        Answer stream = Answer.of(Wire.message().openThinking().ping())
                .pause(Duration.ofHours(1))
                .then(new Wire().ping());

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), stream, Answer.whole(THOUGHT))
                .at(Duration.ofSeconds(1), new Input.Demand(false))
                .at(Duration.ofHours(1).minusSeconds(10), new Input.Demand(true))
                .run();

        assertThat(run.outcome().report().attempts().getFirst().cause()).contains(new Cause.Silent(Phase.THINKING));
        assertThat(run.elapsed())
                .isBetween(Duration.ofHours(1), Duration.ofHours(1).plusSeconds(62));
    }

    @Test
    void aMachineThatSlept_isNoStall() {
        Answer stream = Answer.of(Wire.message().openText("Hello"))
                .pause(Duration.ofHours(8).plusSeconds(3))
                .then(ANSWER.toString()
                        .substring(Wire.message().openText("Hello").toString().length()));

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), stream)
                .sleep(Duration.ofSeconds(5), Duration.ofHours(8))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.trace()).contains("jumped PT7H59M35S");
    }

    @Test
    void aStreamThatDoesNotGoOnAfterTheSleep_isAStall() {
        VirtualDriver run = VirtualDriver.of(once(), Answer.of(Wire.message().openText("Hello")))
                .sleep(Duration.ofSeconds(5), Duration.ofHours(8))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Stalled.class);
        assertThat(run.elapsed()).isEqualTo(Duration.ofHours(8).plusSeconds(5));
    }

    @Test
    void ticksThatAreAlwaysLate_areNoSleep_butAStallInTheEnd() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withAttempts(1));
        Heard heard = new Heard();
        recovery.start(0, heard);
        recovery.on(0, new Input.Sent(1), heard);
        int ticks = 0;
        while (heard.ends().isEmpty() && ticks < 20) {
            recovery.on(recovery.wakeAt() + Duration.ofSeconds(3).toNanos(), new Input.Tick(), heard);
            ticks++;
        }

        assertThat(ticks).isEqualTo(4);
        assertThat(heard.ends()).singleElement().isInstanceOf(Outcome.Stalled.class);
    }

    @Test
    void whileNobodyReads_noPingsPileUp() {
        Answer late = Answer.stream().pause(Duration.ofHours(2)).then(ANSWER);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(Wire.message()), late)
                .at(Duration.ofMillis(10), new Input.Demand(false))
                .at(Duration.ofHours(2), new Input.Demand(true))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.delivered().split("event: ping", -1)).hasSizeLessThan(3);
    }

    @Test
    void whileACallIsHeld_theConsumerGetsPings() {
        Answer slow = Answer.of(Wire.message().text("Writing.").openCall("t", "{\"a\":"))
                .pause(Duration.ofSeconds(80))
                .then(new Wire()
                        .raw("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,"
                                + "\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"1}\"}}\n\n"
                                + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":1}\n\n")
                        .end("tool_use", 9));

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), slow).run();

        assertThat(run.delivered().split("event: ping", -1)).hasSize(1 + 5);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }
}
