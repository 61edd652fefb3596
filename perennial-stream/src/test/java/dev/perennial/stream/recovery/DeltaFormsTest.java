package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deltas in every form that is lawful JSON, and in forms that look like it. */
class DeltaFormsTest {

    private static VirtualDriver run(Wire... attempts) {
        Answer[] answers = Arrays.stream(attempts).map(Answer::whole).toArray(Answer[]::new);
        return VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withResumes(1)), answers)
                .run();
    }

    private static Wire withDelta(String data) {
        return Wire.message().openText("Hel").frame("content_block_delta", data);
    }

    private static String text(VirtualDriver run) {
        return run.outcome().report().message().blocks().getFirst().json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"lo\",\"type\":\"text_delta\"}}",
                "{\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"},\"index\":0,\"type\":\"content_block_delta\"}",
                " { \"type\" : \"content_block_delta\" , \"index\" : 0 , \"delta\" : { \"type\" : \"text_delta\" , "
                        + "\"text\" : \"lo\" } } ",
                "{\"x\":{\"delta\":1,\"index\":7},\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"y\":[1,{}],"
                        + "\"type\":\"text_delta\",\"z\":null,\"text\":\"lo\",\"more\":true},\"p\":\"abcdef\"}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"citations_delta\",\"text\":\"no\","
                        + "\"type\":\"text_delta\",\"text\":\"lo\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":7,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}",
                "{\"index\":5,\"type\":\"ping\",\"type\":\"content_block_delta\",\"index\":0,"
                        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}"
            })
    void anyOrderAndSpacing_isRead_andPassesAsItCame(String data) {
        Wire whole = withDelta(data).stop().end("end_turn", 5);

        assertThat(run(whole).events()).isEqualTo(whole.toString());
        assertThat(text(run(whole))).isEqualTo("{\"type\":\"text\",\"text\":\"Hello\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"},}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}} x",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":7}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"lo\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\",\"text\":7}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"},\"delta\":7}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"},\"type\":7}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\",\"te\\u0078t\":\"x\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"},\"ind\\u0065x\":1}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":7,\"text\":\"lo\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":\"lo\"}",
                "{\"type\":\"content_block_delta\",\"index\":0}",
                "{\"type\":\"content_block_delta\",\"index\":-0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0.0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}",
                "{\"type\":\"content_block_delta\",\"index\":4294967296,"
                        + "\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}",
                "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}",
                "[\"type\"]",
                "{",
                "{}",
                "{,}"
            })
    void whatOnlyLooksLikeADelta_breaksTheAttempt(String data) {
        VirtualDriver run = run(withDelta(data).textDeltas("lo").stop().end("end_turn", 5));

        assertThat(run.trace()).contains("malformed R-21");
        assertThat(run.events()).isEqualTo(Wire.message().openText("Hel").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"ping\",}", "{\"type\":\"weather\",\"x\":1,}"})
    void aCommaTooMany_isNoJson(String data) {
        VirtualDriver run = run(Wire.message().frame(data.contains("ping") ? "ping" : "weather", data));

        assertThat(run.trace()).contains("malformed R-30");
        assertThat(run.delivered()).doesNotContain(data);
    }

    @Test
    void dataOfSeveralLines_oneDeltaAfterTheOther_areReadEach() {
        String frame = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\ndata: "
                + "\"delta\":{\"type\":\"text_delta\",\"text\":\"%s\"}}\n\n";
        Wire whole = Wire.message()
                .openText("Hel")
                .raw(frame.formatted("lo"))
                .raw(frame.formatted(" wor"))
                .textDeltas("l", "d")
                .stop()
                .end("end_turn", 5);

        assertThat(run(whole).events()).isEqualTo(whole.toString());
        assertThat(text(run(whole))).contains("\"Hello world\"");
    }

    @Test
    void aDeltaOfTheBlockBefore_breaksTheAttempt_howeverItLooks() {
        Wire twoBlocks = Wire.message().text("one ", "two ").openText("three ");
        String late = Wire.message().openText("two ").toString();
        Wire wrong = twoBlocks.raw(late.substring(late.indexOf("event: content_block_delta")));

        assertThat(run(wrong).trace()).contains("malformed");
    }

    @Test
    void deltasOfABlockThatMoved_areMovedEach() {
        Wire more =
                new Wire().start("msg_2", 9).text("Two", " and", " a", " half.").end("end_turn", 5);
        Wire both = Wire.message().text("One.").text("Two", " and", " a", " half.");

        assertThat(run(Wire.message().text("One."), more).events()).startsWith(both.toString());
    }

    @Test
    void manyBlocks_haveIndicesOfTwoDigits() {
        Wire many = Wire.message();
        Wire more = new Wire().start("msg_2", 9);
        IntStream.range(0, 12).forEach(i -> many.text("Block " + i));
        IntStream.range(0, 12).forEach(i -> more.text("More " + i));
        VirtualDriver run = run(many, more.end("end_turn", 5));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(run.events())
                .startsWith(many.toString())
                .contains("\"index\":23,")
                .doesNotContain("\"index\":24");
    }

    @Test
    void blocksOfUnknownType_takeDeltasOfAnyType() {
        Wire whole = Wire.message()
                .block("{\"type\":\"hologram\"}")
                .delta("{\"type\":\"text_delta\",\"text\":\"a\"}")
                .delta("{\"type\":\"thinking_delta\",\"thinking\":\"a\"}")
                .delta("{\"type\":\"signature_delta\",\"signature\":\"a\"}")
                .delta("{\"type\":\"input_json_delta\",\"partial_json\":\"a\"}")
                .delta("{\"type\":\"citations_delta\",\"citation\":{}}")
                .delta("{\"type\":\"compaction_delta\",\"content\":\"a\"}")
                .stop()
                .end("end_turn", 5);

        assertThat(run(whole).events()).isEqualTo(whole.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"input_json_delta\",\"partial_json", "thinking_delta\",\"thinking", "compaction_delta\",\"x"})
    void deltasOfAnotherKindOfBlock_breakTheAttempt(String delta) {
        assertThat(run(Wire.message().openText("Hi").delta("{\"type\":\"" + delta + "\":\"a\"}"))
                        .trace())
                .contains("malformed");
    }

    @Test
    void everyPacketOfDeltas_isProgress() {
        Wire begun = Wire.message().openText("a", "b", "c");
        String more = Wire.message().openText("a", "b", "c", "d", "e").toString();
        Answer slow = Answer.of(begun)
                .pause(Duration.ofSeconds(20))
                .then(more.substring(begun.toString().length()));

        Recovery once = Recoveries.with(Budgets.DEFAULT.withResumes(0));

        assertThat(VirtualDriver.of(once, slow).run().elapsed()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void citations_areProgress() {
        String citation = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + "\"delta\":{\"type\":\"citations_delta\",\"citation\":{\"n\":1}}}\n\n";
        Answer slow = Answer.of(Wire.message().openText("a"))
                .pause(Duration.ofSeconds(20))
                .then(citation);

        Recovery once = Recoveries.with(Budgets.DEFAULT.withResumes(0));

        assertThat(VirtualDriver.of(once, slow).run().elapsed()).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void aFrameThatNeverEnds_breaksTheAttempt() {
        byte[] endless = new byte[(32 << 20) + 1];
        Arrays.fill(endless, (byte) 'x');
        Wire whole = Wire.message().text("Hello").end("end_turn", 5);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.of(Wire.message()).then(endless), Answer.whole(whole))
                .run();

        assertThat(run.trace()).contains("malformed R-30");
        assertThat(run.events().getBytes(UTF_8)).isEqualTo(whole.bytes());
    }
}
