package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_09;
import static dev.perennial.stream.recovery.Rule.R_10;
import static dev.perennial.stream.recovery.Rule.R_25;
import static dev.perennial.stream.recovery.Rule.R_26;
import static dev.perennial.stream.recovery.Rule.R_27;
import static dev.perennial.stream.recovery.Rule.R_40;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls that are live because the request asks for it, and breaks in them. */
class EagerCallTest {

    private static final Wire CUT = Wire.message().openCall("toolu_1", "{\"path\":", "\"a");

    private static VirtualDriver run(Wire cut, Wire... next) {
        return run(Recoveries.of(Recoveries.EAGER), cut, next);
    }

    private static VirtualDriver run(Recovery recovery, Wire cut, Wire... next) {
        Stream<Answer> answers = Stream.concat(Stream.of(cut), Stream.of(next))
                .map(w -> Answer.of(w).end(HowEnded.RESET));
        return VirtualDriver.of(recovery, answers.toArray(Answer[]::new)).run();
    }

    /** What is there after three seconds of a call that is still written. */
    private static String early(String body, Delivery delivery) {
        return VirtualDriver.of(Recoveries.of(body, delivery), Answer.of(CUT))
                .at(Duration.ofSeconds(3), new Input.Cancel())
                .run()
                .events();
    }

    @Test
    void callOfAnEagerTool_isLive() {
        assertThat(early(Recoveries.EAGER, Delivery.WIRE)).isEqualTo(CUT.toString());
        assertThat(early(Recoveries.EAGER, Delivery.WHOLE)).isEqualTo(CUT.toString());
    }

    @Test
    void callsOfOtherTools_andWhereEagerOnesAreHeld_wait() {
        String other = Recoveries.EAGER.replace("\"name\":\"write\"", "\"name\":\"other\"");
        String declined = Recoveries.EAGER.replace("streaming\":true", "streaming\":false");
        Delivery held = Delivery.WIRE.withEagerInput(EagerInput.HELD);

        assertThat(early(other, Delivery.WIRE)).doesNotContain("toolu_1");
        assertThat(early(declined, Delivery.WIRE.withEagerInput(EagerInput.UNLESS_DECLINED)))
                .doesNotContain("toolu_1");
        assertThat(early(Recoveries.EAGER, held)).doesNotContain("toolu_1");
        assertThat(early(Recoveries.EAGER, Delivery.AT_ONCE)).doesNotContain("toolu_1");
    }

    @Test
    void olderBeta_makesAllToolsEager_thatDoNotDecline() {
        Delivery wire =
                Delivery.WIRE.withBetas(List.of("files-api-2025-04-14, fine-grained-tool-streaming-2025-05-14"));

        assertThat(early(Recoveries.BODY, wire)).isEqualTo(CUT.toString());
    }

    @Test
    @Cell(R_25)
    void cutInACall_madeAgainAlike_goesOnUnderItsFirstId() {
        VirtualDriver run = run(
                CUT,
                Wire.message().call("toolu_2", "{\"pa", "th\":\"ab", "c\"}").end("tool_use", 9));

        assertThat(run.rules()).containsExactly(R_25);
        assertThat(run.body(2)).isEqualTo(Recoveries.EAGER);
        assertThat(run.delivered()).contains(": perennial attempt 2 (R-25, reset), repeated\n\n");
        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .openCall("toolu_1", "{\"path\":", "\"a", "b", "c\"}")
                        .stop()
                        .end("tool_use", 9)
                        .toString());
        assertThat(run.outcome().report().message().blocks().getFirst().json()).contains("toolu_1", "\"path\":\"abc\"");
    }

    @Test
    @Cell(R_25)
    void cutBeforeTheEndOfTheBlock_needsNothingButThatEnd() {
        Wire cut = Wire.message().openCall("toolu_1", "{\"a\":1}");

        VirtualDriver run =
                run(cut, Wire.message().call("toolu_2", "{\"a\":1", "}").end("tool_use", 9));

        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .call("toolu_1", "{\"a\":1}")
                        .end("tool_use", 9)
                        .toString());
    }

    @Test
    @Cell(R_25)
    void cutBeforeAnyInput_goesOnWithAll() {
        VirtualDriver run = run(
                Wire.message().openCall("toolu_1"),
                Wire.message().call("toolu_2", "{\"a\":", "1}").end("tool_use", 9));

        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .call("toolu_1", "{\"a\":", "1}")
                        .end("tool_use", 9)
                        .toString());
    }

    @Test
    @Cell(R_25)
    void madeAgainWithOtherFramesAndEscapes_isTheSame() {
        Wire cut = Wire.message().openCall("toolu_1", "{\"é/🌊\":\"\\n");
        Wire again = Wire.message().openCall("toolu_2");
        for (String piece : List.of("{\\\"\\u00e9", "\\/\\ud83c", "\\udf0a\\\":\\\"\\\\", "n!\\\"}")) {
            again.delta("{\"type\":\"input_json_delta\",\"partial_json\":\"" + piece + "\"}");
        }

        VirtualDriver run = run(cut, again.stop().end("tool_use", 9));

        assertThat(Consumer.of(run.delivered()).blocks())
                .singleElement()
                .satisfies(b -> assertThat(b.text()).isEqualTo("{\"é/🌊\":\"\\n!\"}"));
    }

    @Test
    @Cell(R_25)
    void thinkingAndBlankText_beforeTheCallThatIsMadeAgain_areNotShown() {
        Wire cut = Wire.message().thinking("Hm", "sig1").openCall("toolu_1", "{\"a");
        Wire again = Wire.message().thinking("Well", "sig2").text("\n", "\n").call("toolu_2", "{\"a\":1}");

        VirtualDriver run = run(cut, again.end("tool_use", 9));

        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .thinking("Hm", "sig1")
                        .openCall("toolu_1", "{\"a", "\":1}")
                        .stop()
                        .end("tool_use", 9)
                        .toString());
    }

    @Test
    @Cell(R_25)
    void cutAgain_whileItIsRepeatedAndBehind_isSentAgainEachTime() {
        VirtualDriver run = run(
                CUT,
                Wire.message().openThinking("Hm"),
                Wire.message().openCall("toolu_2", "{\"p"),
                Wire.message().openCall("toolu_3", "{\"path\":\"ab"),
                Wire.message()
                        .call("toolu_4", "{\"path\":\"abc\"}")
                        .call("toolu_5", "{}")
                        .end("tool_use", 9));

        assertThat(run.rules()).containsExactly(R_25, R_25, R_25, R_25);
        assertThat(run.events())
                .isEqualTo(Wire.message()
                        .openCall("toolu_1", "{\"path\":", "\"a", "b", "c\"}")
                        .stop()
                        .call("toolu_5", "{}")
                        .end("tool_use", 9)
                        .toString());
    }

    @Test
    @Cell(R_26)
    void cutInACall_afterText_isAskedForWithItsBeginning() {
        Wire cut = Wire.message().text("I write.").openCall("toolu_1", "{\"path\":", "\"a");

        VirtualDriver run = run(
                cut,
                Wire.message()
                        .thinking("Again", "sig")
                        .call("toolu_2", "{\"path\":\"abc\"}")
                        .end("tool_use", 9));

        assertThat(run.rules()).containsExactly(R_26);
        assertThat(run.body(2))
                .contains("{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"I write.\"}]}")
                .contains("Make the call again", "write {\\\"path\\\":\\\"a\"}");
        Folded message = Folded.of(run.delivered());
        assertThat(message.types()).containsExactly("text", "tool_use");
        assertThat(message.block(1).path("id").asText()).isEqualTo("toolu_1");
        assertThat(message.block(1).path("input").path("path").asText()).isEqualTo("abc");
        assertThat(message.usage().path("output_tokens").asInt()).isBetween(10, 14);
    }

    @Test
    @Cell(R_26)
    void cutInThinking_beforeTheCallThatWasAskedFor_isAskedForItAgain() {
        Wire cut = Wire.message().text("I write.").openCall("toolu_1", "{\"a");

        VirtualDriver run = run(
                cut,
                Wire.message().openThinking("Again"),
                Wire.message().call("toolu_3", "{\"a\":1}").end("tool_use", 9));

        assertThat(run.rules()).containsExactly(R_26, R_26);
        assertThat(run.body(3)).contains("write {\\\"a\"}");
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    @Cell(R_27)
    void cutInACall_afterAServersResult_sendsTheTurnBack() {
        Wire cut = Wire.message().serverCall("s").serverResult("s").openCall("toolu_1", "{\"a");

        VirtualDriver run = run(cut, Wire.message().call("toolu_2", "{\"a\":1}").end("tool_use", 9));

        assertThat(run.rules()).containsExactly(R_27);
        assertThat(run.calls().get(1).shape()).isEqualTo(Call.Shape.PAUSED_TURN);
        assertThat(Folded.of(run.delivered()).block(2).path("input").path("a").asInt())
                .isEqualTo(1);
    }

    private static Wire second(String first, String id) {
        return Wire.message().text("Two.").call(first, "{\"n\":1}").openCall(id, "{\"n\":");
    }

    @Test
    @Cell(R_26)
    void cutInTheSecondCall_isSpliced_ifTheFirstComesAgainToTheLetter() {
        Wire again = Wire.message().call("toolu_3", "{\"n\":", "1}").call("toolu_4", "{\"n\":2}");

        VirtualDriver run = run(second("toolu_1", "toolu_2"), again.end("tool_use", 9));

        assertThat(run.rules()).containsExactly(R_26);
        assertThat(run.body(2)).contains("write {\\\"n\\\":1}\\nwrite {\\\"n\\\":\"}");
        Folded message = Folded.of(run.delivered());
        assertThat(message.types()).containsExactly("text", "tool_use", "tool_use");
        assertThat(message.block(1).path("id").asText()).isEqualTo("toolu_1");
        assertThat(message.block(2).path("id").asText()).isEqualTo("toolu_2");
        assertThat(message.block(2).path("input").path("n").asInt()).isEqualTo(2);
    }

    @Test
    @Cell(R_10)
    void cutBehindWholeCalls_isClosedHere() {
        VirtualDriver run = run(Wire.message().call("toolu_1", "{\"n\":1}").call("toolu_2", "{\"n\":2}"));

        assertThat(run.rules()).containsExactly(R_10);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    @Cell(R_09)
    void cutInACall_behindAnotherThatNobodyWouldMakeAgain_isCut() {
        VirtualDriver run =
                run(Wire.message().call("toolu_1", "{}").text("And:").openCall("toolu_2", "{\"a"));

        assertThat(run.rules()).containsExactly(R_09);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.events()).doesNotContain("message_delta");
    }

    @Test
    @Cell(R_09)
    void cutInACall_thatMaxTokensLeaveNoRoomFor_isCut() {
        String tight = Recoveries.EAGER.replace("64000", "3");

        VirtualDriver run =
                run(Recoveries.of(tight), Wire.message().text("I write it now.").openCall("toolu_1", "{\"a"));

        assertThat(run.rules()).containsExactly(R_09);
    }

    @Test
    @Cell(R_40)
    void cutInACall_afterTextUnderASchema_isCut() {
        String structured = Recoveries.EAGER.replace(
                "\"stream\":true",
                "\"stream\":true,\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}");

        VirtualDriver run =
                run(Recoveries.of(structured), Wire.message().text("{\"a\":1}").openCall("toolu_1", "{\"a"));

        assertThat(run.rules()).containsExactly(R_40);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
    }

    @Test
    void consumerThatFollowsRestarts_seesTheCallBeginAnew() {
        VirtualDriver run = run(
                Recoveries.of(Recoveries.EAGER, Delivery.FOLLOWED),
                CUT,
                Wire.message().call("toolu_2", "{}").end("tool_use", 9));

        assertThat(run.delivered()).contains(": perennial restart 0\n\n", "toolu_2");
    }

    @Test
    void modelThatStopsInACall_isTakenAtItsWord() {
        Wire stopped = Wire.message().call("toolu_1", "{\"a").end("max_tokens", 9);

        assertThat(run(stopped).events()).isEqualTo(stopped.toString());
    }

    @Test
    void callThatIsRepeated_countsAsNothingNew() {
        VirtualDriver run = run(CUT, CUT);

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.calls()).hasSize(1 + Budgets.DEFAULT.withoutProgress());
        assertThat(run.events()).isEqualTo(CUT.toString());
    }
}
