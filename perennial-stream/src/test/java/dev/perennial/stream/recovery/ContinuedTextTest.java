package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_07;
import static dev.perennial.stream.recovery.Rule.R_08;
import static dev.perennial.stream.recovery.Rule.R_14;
import static dev.perennial.stream.recovery.Rule.R_21;
import static dev.perennial.stream.recovery.Rule.R_23;
import static dev.perennial.stream.recovery.Rule.R_24;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Manner;
import dev.perennial.stream.seam.Proof;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens after a break in the middle of a text that the consumer has. */
class ContinuedTextTest {

    private static final String TEXT =
            "The river rises in the hills behind the town, and nobody who lives there has ever"
                    + " asked where it goes. It turns twice before the bridge,\nonce at the mill. Then it is gone.";
    private static final int MID_WORD = TEXT.indexOf("twice") + 3;

    private static VirtualDriver run(Continuer.Model model, Integer... breaks) {
        return new VirtualDriver(Recoveries.usual(), new Continuer(TEXT, model, breaks)).run();
    }

    private static List<Proof> proofs(VirtualDriver run) {
        return run.outcome().report().attempts().stream()
                .flatMap(a -> a.seam().stream())
                .toList();
    }

    private static String text(VirtualDriver run) {
        List<Consumer.Got> blocks = Consumer.of(run.delivered()).blocks();
        assertThat(blocks).hasSize(1);
        return blocks.getFirst().text();
    }

    @Test
    @Cell(R_21)
    void obedientModel_goesOnInMidWord_andTheReaderSeesOneText() {
        VirtualDriver run = run(Manner.OBEDIENT::continuation, MID_WORD);

        assertThat(text(run)).isEqualTo(TEXT);
        assertThat(run.rules()).containsExactly(R_21);
        assertThat(proofs(run)).containsExactly(Proof.TAGS);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.delivered()).contains(": perennial attempt 2 (R-21, reset), seam tags\n\n");
        assertThat(Consumer.of(run.delivered()).isWhole()).isTrue();
    }

    @Test
    @Cell(R_21)
    void request_showsWhatIsOut_asksForTheRest_andHasALittleLessRoom() {
        VirtualDriver run = run(Manner.OBEDIENT::continuation, MID_WORD);

        assertThat(run.calls().get(1).shape()).isEqualTo(Call.Shape.CONTINUING);
        assertThat(run.body(2))
                .startsWith("{\"model\":\"claude-opus-5-5\",\"max_tokens\":64000,")
                .contains(
                        "{\"role\":\"user\",\"content\":\"Go.\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                                + "\"text\":\"The river rises")
                .contains("It turns twi\"}]},{\"role\":\"user\",\"content\":\"Your reply was cut off")
                .containsPattern("\"stop_sequences\":\\[\"<done-[0-9a-f]{8}/>\"\\]");
    }

    @Test
    @Cell(R_21)
    void breakBehindTheLastCharacter_endMark_isTheEnd() {
        VirtualDriver run = run(Manner.OBEDIENT::continuation, TEXT.length());

        assertThat(text(run)).isEqualTo(TEXT);
        assertThat(proofs(run)).containsExactly(Proof.END_MARK);
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Complete.class, c -> assertThat(c.stopReason()).isEqualTo("end_turn"));
        assertThat(run.delivered()).doesNotContain("<done-");
    }

    @Test
    @Cell(R_23)
    void modelThatUsesNoTags_isAskedAgainWithLessShown_andProvesItsPlace() {
        VirtualDriver run = run(Manner.EXACT::continuation, MID_WORD);

        assertThat(text(run)).isEqualTo(TEXT);
        assertThat(run.rules()).containsExactly(R_21, R_23);
        assertThat(proofs(run)).containsExactly(Proof.KNOWN_TEXT);
        assertThat(run.body(3)).contains("ever asked where it goes.\"}").doesNotContain("turns twi");
        assertThat(run.outcome().report().attempts().get(1).cause())
                .hasValueSatisfying(c -> assertThat(c.code()).isEqualTo("unproven_no_tags"));
    }

    @Test
    @Cell(R_23)
    void modelThatGoesOnWithOtherWords_threeTimes_bothStay_andTheSeamSaysSo() {
        VirtualDriver run = run(Manner.OTHER_WORDS::continuation, MID_WORD);

        assertThat(text(run)).startsWith(TEXT.substring(0, MID_WORD) + "In other words, ");
        assertThat(run.rules()).containsExactly(R_21, R_23, R_23);
        assertThat(proofs(run)).containsExactly(Proof.NONE);
        assertThat(run.delivered()).contains("seam unproven\n\n");
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @ParameterizedTest
    @Cell(R_07)
    @EnumSource(names = {"REFUSES", "SAYS_FINISHED"})
    void modelThatTalksAboutTheAnswer_isCut_withoutItsTalk(Manner manner) {
        VirtualDriver run = run(manner::continuation, MID_WORD);

        assertThat(text(run)).isEqualTo(TEXT.substring(0, MID_WORD));
        assertThat(run.rules()).containsExactly(R_21, R_23, R_23, R_07);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
    }

    @Test
    @Cell(R_21)
    void manyBreaks_also20_areNoBreaks() {
        Integer[] breaks = IntStream.range(0, 20).mapToObj(i -> i == 0 ? 9 : 90).toArray(Integer[]::new);
        String whole = IntStream.range(0, 60)
                .mapToObj(i -> "Sentence number " + i + " says that " + i * i + " is its square. ")
                .reduce("", String::concat);

        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(), new Continuer(whole, Manner.OBEDIENT::continuation, breaks))
                .run();

        assertThat(run.calls()).hasSize(21);
        assertThat(text(run)).isEqualTo(whole);
    }

    @Test
    @Cell(R_21)
    void breakInsideTheHold_givesNothingAway() {
        VirtualDriver run = run(Manner.OBEDIENT::continuation, MID_WORD, 30);

        assertThat(text(run)).isEqualTo(TEXT);
        assertThat(run.rules()).containsExactly(R_21, R_21);
    }

    @Test
    @Cell(R_21)
    void breakAfterOneCharacter_isMended() {
        VirtualDriver run = run(Manner.OBEDIENT::continuation, 1);

        assertThat(text(run)).isEqualTo(TEXT);
        assertThat(proofs(run)).containsExactly(Proof.TAGS);
    }

    @Test
    @Cell(R_21)
    void modelThatTakesAPrefill_getsOne_withoutTheWhiteSpaceAtItsEnd() {
        int behindSpace = TEXT.indexOf("\nonce") + 1;

        VirtualDriver run = new VirtualDriver(
                        Recoveries.of(Recoveries.BODY, Recoveries.OLD_MODEL),
                        new Continuer(TEXT, Manner.EXACT::continuation, behindSpace))
                .run();

        assertThat(run.calls().get(1).shape()).isEqualTo(Call.Shape.PREFILL);
        assertThat(run.body(2)).contains("before the bridge,\"}]}]");
        assertThat(text(run)).isEqualTo(TEXT);
        assertThat(proofs(run)).containsExactly(Proof.PREFILL);
    }

    @Test
    @Cell(R_21)
    void continuedAttemptThinks_itsThinkingIsNotShown_andACallAfterTheTextIs() {
        Wire cut = Wire.message().thinking("Hm", "sig").openText("Hello", " wor");
        VirtualDriver run = new VirtualDriver(
                        Recoveries.usual(),
                        (attempt, call) -> Answer.whole(
                                attempt == 1
                                        ? cut
                                        : new Wire()
                                                .start("msg_2", 90)
                                                .thinking("Again", "other")
                                                .text(
                                                        tag(call, "<r-", ">") + "Hello wor" + tag(call, "</r-", ">"),
                                                        "ld.")
                                                .call("toolu_1", "{}")
                                                .end("tool_use", 9)))
                .run();

        assertThat(Consumer.of(run.delivered()).blocks())
                .extracting(Consumer.Got::type, Consumer.Got::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("thinking", "Hm"),
                        org.assertj.core.groups.Tuple.tuple("text", "Hello world."),
                        org.assertj.core.groups.Tuple.tuple("tool_use", "{}"));
        assertThat(run.body(2)).contains("\"signature\":\"sig\"}");
        assertThat(Consumer.of(run.delivered()).stopReason()).isEqualTo("tool_use");
    }

    private static String tag(Call call, String from, String to) {
        String body = new String(call.body(), java.nio.charset.StandardCharsets.UTF_8);
        int at = body.indexOf(from);
        return body.substring(at, body.indexOf(to, at) + to.length());
    }

    @Test
    @Cell(R_21)
    void continuedAttemptIsRefused_isRefused_andTheTextEnds() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(),
                        Answer.whole(Wire.message().openText("Hello wor")),
                        Answer.whole(new Wire().start("msg_2", 9).end("refusal", 1)))
                .run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(Consumer.of(run.delivered()).isWhole()).isTrue();
    }

    @Test
    @Cell(R_23)
    void trickleThatIsHeldTooLong_isAskedAgain_andTheConsumerGetsPings() {
        Answer trickle = Answer.of(new Wire().start("msg_2", 9).openText("S"));
        for (int i = 1; i < 6; i++) {
            trickle.pause(Duration.ofSeconds(20))
                    .then("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}\n\n");
        }
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.with(Budgets.DEFAULT.withResumes(2)),
                        Answer.whole(Wire.message().openText("Hello wor")),
                        trickle,
                        Answer.status(529, "{}"))
                .run();

        assertThat(run.trace()).contains("unproven_too_slow R-23");
        assertThat(run.delivered()).contains("event: ping");
    }

    @Test
    @Cell(R_14)
    void usedUpInTheMiddleOfTheText_endsAsTheApiWouldHaveEnded() {
        String tight = Recoveries.BODY.replace("64000", "20");

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(tight), Answer.whole(Wire.message().openText(TEXT)))
                .run();

        assertThat(run.rules()).containsExactly(R_14);
        assertThat(Consumer.of(run.delivered()).stopReason()).isEqualTo("max_tokens");
        assertThat(text(run)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @Cell(R_08)
    @ValueSource(strings = {"bridge", "turns twice"})
    void stopSequenceAcrossTheBreak_endsTheText(String stop) {
        String body = Recoveries.BODY.replace(
                "\"stream\":true", "\"stream\":true,\"stop_sequences\":[\"never\",\"" + stop + "\"]");
        int inside = TEXT.indexOf(stop) + stop.length() - 2;

        VirtualDriver run = new VirtualDriver(
                        Recoveries.of(body), new Continuer(TEXT, Manner.OBEDIENT::continuation, inside))
                .run();

        assertThat(text(run)).isEqualTo(TEXT.substring(0, inside));
        assertThat(run.rules()).containsExactly(R_21, R_08);
        assertThat(run.delivered()).contains("\"stop_sequence\":\"" + stop + "\"");
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Complete.class, c -> assertThat(c.stopReason()).isEqualTo("stop_sequence"));
    }

    @Test
    @Cell(R_24)
    void textWithCitations_isCut() {
        Wire cited = Wire.message()
                .block("{\"type\":\"text\",\"text\":\"\",\"citations\":[]}")
                .textDeltas("The grass");

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(cited)).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.rules()).containsExactly(R_24);
    }

    @Test
    @Cell(R_24)
    void textWhereACallIsForced_isCut() {
        String forced =
                Recoveries.BODY.replace("\"stream\":true", "\"stream\":true,\"tool_choice\":{\"type\":\"any\"}");

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(forced), Answer.whole(Wire.message().openText("I call")))
                .run();

        assertThat(run.rules()).containsExactly(R_24);
    }
}
