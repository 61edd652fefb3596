package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.models.TokenUsage;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.stream.circuit.Circuit;
import dev.perennial.stream.circuit.Circuits;
import dev.perennial.stream.seam.Proof;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message of which another process received the beginning. */
class ResumingTest {

    private static final String TEXT =
            "The river rises in the hills behind the town, and nobody who lives there has ever asked where it goes.";
    private static final int MID_WORD = TEXT.indexOf("behind") + 3;

    private static Recovery resuming(Wire received) {
        return resuming(received, RecoverySettings.DEFAULT);
    }

    private static Recovery resuming(Wire received, RecoverySettings settings) {
        return Recovery.resuming(
                List.of(target(settings)), 0, new Received(received.bytes(), Optional.of("req_0")), settings, 7);
    }

    private static Target target(RecoverySettings settings) {
        return new Target(
                () -> Recoveries.BODY.getBytes(UTF_8), Recoveries.MODEL, settings.clocks(), settings.circuits());
    }

    private static VirtualDriver resumed(Wire received, Answer... answers) {
        return new VirtualDriver(resuming(received), (attempt, call) -> answers[attempt - 2]).run();
    }

    private static VirtualDriver midWord() {
        Wire received = Wire.message().openText(TEXT.substring(0, MID_WORD));
        Continuer rest = new Continuer(TEXT, Manner.OBEDIENT::continuation);
        return new VirtualDriver(resuming(received), rest).run();
    }

    @Test
    void text_goesOnInMidWord_andNothingOfItComesAgain() {
        VirtualDriver run = midWord();

        assertThat(run.rules()).containsExactly(Rule.R_21);
        assertThat(run.decisions().getFirst().cause()).isEqualTo(new Cause.ProcessDied());
        assertThat(run.calls()).singleElement().extracting(Call::shape).isEqualTo(Call.Shape.CONTINUING);
        assertThat(run.delivered())
                .startsWith(": perennial attempt 2 (R-21, process_died), seam tags\n\n")
                .doesNotContain("message_start", "content_block_start");
        assertThat(Folded.of(Wire.message().openText(TEXT.substring(0, MID_WORD)) + run.delivered())
                        .text())
                .isEqualTo(TEXT);
    }

    @Test
    void report_hasWhatWasReceivedAsItsFirstAttempt() {
        Outcome outcome = midWord().outcome();

        AttemptReport first = outcome.report().attempts().getFirst();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.cause()).contains(new Cause.ProcessDied());
        assertThat(first.requestId()).contains("req_0");
        assertThat(first.estimated()).isTrue();
        assertThat(first.usage().input()).isEqualTo(25);
        assertThat(first.usage().output()).isBetween(8L, 30L);
        assertThat(outcome.report().attempts().get(1).seam()).contains(Proof.TAGS);
        assertThat(outcome.report().message().usage().input()).isEqualTo(25);
        assertThat(outcome.report().message().messageId()).isEqualTo("msg_1");
    }

    @Test
    void firstAttempt_isNotToldAsIfItWereOfThisProcess() {
        VirtualDriver run = midWord();

        assertThat(run.told(StreamEvent.FirstContent.class)).isEmpty();
        assertThat(run.told(StreamEvent.Answered.class))
                .extracting(StreamEvent.Answered::attempt)
                .containsExactly(2);
        assertThat(run.paces()).extracting(StreamEvent.Pace::attempt).doesNotContain(1);
        assertThat(run.told(StreamEvent.Over.class)).hasSize(2);
    }

    @Test
    void whatWasReceived_saysNothingOfTheServerNow() {
        AtomicLong clock = new AtomicLong();
        Circuits circuits = new Circuits(clock::get);
        Circuit circuit = circuits.at("here").of("claude-opus-5-5");
        for (int i = 0; i < 20; i++) {
            circuit.failed(i);
            clock.addAndGet(1_000_000_000);
        }
        assertThat(circuit.isOpen()).isTrue();

        RecoverySettings settings = RecoverySettings.DEFAULT.withCircuits(circuits.at("here"));
        Recovery recovery = resuming(Wire.message().openText("Once upon a time"), settings);
        recovery.start(0, NoEffects.INSTANCE);

        assertThat(circuit.isOpen()).isTrue();
    }

    @Test
    void onlyItsStart_isAskedForAgain() {
        VirtualDriver run = resumed(
                Wire.message(), Answer.whole(Wire.message().text("Hello").end("end_turn", 3)));

        assertThat(run.rules()).containsExactly(Rule.R_30);
        assertThat(run.calls()).singleElement().extracting(Call::shape).isEqualTo(Call.Shape.ORIGINAL);
        assertThat(run.delivered()).doesNotContain("message_start").contains("Hello");
        assertThat(run.told(StreamEvent.FirstContent.class))
                .extracting(StreamEvent.FirstContent::attempt)
                .containsExactly(2);
    }

    @Test
    void wholeCall_isClosedHere_andNobodyIsAsked() {
        VirtualDriver run = resumed(Wire.message().text("Look:").call("toolu_1", "{\"a\":1}"));

        assertThat(run.rules()).containsExactly(Rule.R_10);
        assertThat(run.calls()).isEmpty();
        assertThat(run.events()).contains("\"stop_reason\":\"tool_use\"").endsWith("{\"type\":\"message_stop\"}\n\n");
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void stopReasonSeen_isWhole() {
        VirtualDriver run = resumed(Wire.message().text("Hello.").stopReason("end_turn", 11));

        assertThat(run.rules()).containsExactly(Rule.R_02);
        assertThat(run.calls()).isEmpty();
        assertThat(run.events()).isEqualTo("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        assertThat(run.outcome().report().attempts().getFirst().usage()).isEqualTo(new TokenUsage(25, 11, 0, 0, 0));
        assertThat(run.outcome().report().attempts().getFirst().estimated()).isFalse();
    }

    /** The other process showed it live; this one would have held it. */
    @Test
    void cutCall_thatIsHeldHere_beginsAnew() {
        VirtualDriver run = resumed(
                Wire.message().text("Look:").openCall("toolu_1", "{\"a\":"),
                Answer.whole(new Wire()
                        .start("msg_2", 9)
                        .call("toolu_2", "{\"a\":1}")
                        .end("tool_use", 9)));

        assertThat(run.rules()).containsExactly(Rule.R_41);
        assertThat(run.delivered())
                .startsWith(": perennial restart 1\n\n")
                .contains("toolu_2")
                .doesNotContain("toolu_1");
    }

    @Test
    void severalBlocksThatAreHeldHere_beginAnew_lastFirst() {
        VirtualDriver run = resumed(
                Wire.message().text("Look:").text("\n").openCall("toolu_1", "{\"a\":"),
                Answer.whole(new Wire()
                        .start("msg_2", 9)
                        .call("toolu_2", "{\"a\":1}")
                        .end("tool_use", 9)));

        assertThat(run.delivered()).startsWith(": perennial restart 2\n\n: perennial restart 1\n\n");
    }

    @Test
    void blankText_isAsIfItWereNotThere() {
        VirtualDriver run = resumed(
                Wire.message().openText("", "\n"),
                Answer.whole(Wire.message().text("Hello").end("end_turn", 3)));

        assertThat(run.rules()).containsExactly(Rule.R_22);
        assertThat(run.delivered()).startsWith(": perennial restart 0\n\n");
        assertThat(run.calls()).singleElement().extracting(Call::shape).isEqualTo(Call.Shape.ORIGINAL);
    }

    @Test
    void resumesNotAllowed_isCut_withAllThatWasReceived() {
        RecoverySettings none = RecoverySettings.DEFAULT.withBudgets(Budgets.DEFAULT.withResumes(0));
        Recovery recovery = resuming(Wire.message().openText("Once upon a time"), none);

        VirtualDriver run = VirtualDriver.of(recovery, Answer.nothing()).run();

        assertThat(run.calls()).isEmpty();
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Cut.class, cut -> assertThat(cut.cause()).isEqualTo(new Cause.ProcessDied()));
        assertThat(run.outcome().report().message().blocks())
                .singleElement()
                .satisfies(block -> assertThat(block.json()).contains("Once upon a time"));
    }

    @Test
    void messageStaysWhereItBegan() {
        Target target = target(RecoverySettings.DEFAULT);
        Recovery recovery = Recovery.resuming(
                List.of(target, target),
                1,
                new Received(Wire.message().openText("Once upon a time").bytes(), Optional.empty()),
                RecoverySettings.DEFAULT,
                7);

        VirtualDriver run = VirtualDriver.of(recovery, Answer.unreachable()).run();

        assertThat(run.calls()).isNotEmpty().allMatch(call -> call.target() == 1);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
    }

    @Test
    void lastFrameThatIsCut_doesNotCount() {
        String frames = Wire.message().openText("Once").textDeltas(" upon").toString();
        Received received =
                new Received(frames.substring(0, frames.length() - 9).getBytes(UTF_8), Optional.empty());
        RecoverySettings settings = RecoverySettings.DEFAULT;

        VirtualDriver run = VirtualDriver.of(
                        Recovery.resuming(List.of(target(settings)), 0, received, settings, 7),
                        Answer.status(400, "{}"))
                .run();

        assertThat(run.outcome().report().message().blocks().getFirst().json()).contains("\"Once\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "event: ping\ndata: {\"type\":\"ping\"}\n\n"})
    void nothingReceived_isNothingToGoOnWith(String frames) {
        assertThatThrownBy(() -> new Received(frames.getBytes(UTF_8), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no message_start");
    }

    @Test
    void wholeMessage_lacksNothing() {
        byte[] frames = Wire.message().text("Hello.").end("end_turn", 11).bytes();

        assertThatThrownBy(() -> new Received(frames, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a message_stop");
    }

    @Test
    void framesOutOfOrder_areRefused() {
        byte[] frames = Wire.message().textDeltas("Hello.").bytes();

        assertThatThrownBy(() -> new Received(frames, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a content_block_delta out of order");
    }
}
