package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedTest {

    private static final Wire ANSWER = Wire.message().text("Hello", " world").end("end_turn", 5);

    private static String delta(String data) {
        return "event: content_block_delta\ndata: " + data + "\n\n";
    }

    static Stream<Arguments> brokenAfterStart() {
        String start = Wire.message().toString();
        return Stream.of(
                Arguments.of("half JSON", "event: ping\ndata: {\"type\":\"pi\n\n"),
                Arguments.of("null", "event: ping\ndata: null\n\n"),
                Arguments.of("array", "event: ping\ndata: []\n\n"),
                Arguments.of("empty data", "event: ping\ndata:\n\n"),
                Arguments.of("no type", "event: ping\ndata: {}\n\n"),
                Arguments.of("type is a number", "event: ping\ndata: {\"type\":1}\n\n"),
                Arguments.of("two values", "event: ping\ndata: {\"type\":\"ping\"} {}\n\n"),
                Arguments.of("name differs", "event: pong\ndata: {\"type\":\"ping\"}\n\n"),
                Arguments.of("[DONE]", "data: [DONE]\n\n"),
                Arguments.of("second message_start", start),
                Arguments.of(
                        "delta without block",
                        delta(
                                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")),
                Arguments.of(
                        "stop without block",
                        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"),
                Arguments.of(
                        "first index 1",
                        new Wire()
                                .raw(
                                        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n")
                                .toString()),
                Arguments.of(
                        "no content_block",
                        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0}\n\n"),
                Arguments.of("message_stop alone", "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
                Arguments.of(
                        "message_stop without reason",
                        "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":null},\"usage\":{}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAfterStart")
    void malformedFrame_breaksTheAttempt_andTheNextOneIsWhole(String name, String frame) {
        Answer broken = Answer.of(Wire.message())
                .then(frame)
                .then(ANSWER.toString().substring(Wire.message().toString().length()));

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), broken, Answer.whole(ANSWER))
                .run();

        assertThat(run.calls()).hasSize(2);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        Consumer consumer = Consumer.of(run.delivered());
        assertThat(consumer.isWhole()).isTrue();
        assertThat(consumer.blocks())
                .singleElement()
                .satisfies(b -> assertThat(b.text()).isEqualTo("Hello world"));
    }

    static Stream<Arguments> brokenInText() {
        return Stream.of(
                Arguments.of(
                        "other index",
                        delta(
                                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")),
                Arguments.of(
                        "no index",
                        delta("{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")),
                Arguments.of(
                        "negative index",
                        delta(
                                "{\"type\":\"content_block_delta\",\"index\":-1,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")),
                Arguments.of(
                        "huge index",
                        delta(
                                "{\"type\":\"content_block_delta\",\"index\":4294967296,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")),
                Arguments.of("no delta", delta("{\"type\":\"content_block_delta\",\"index\":0}")),
                Arguments.of(
                        "delta without type",
                        delta("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"x\"}}")),
                Arguments.of(
                        "text is null",
                        delta(
                                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":null}}")),
                Arguments.of(
                        "text is missing",
                        delta("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\"}}")),
                Arguments.of(
                        "delta of another kind",
                        delta(
                                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"x\"}}")),
                Arguments.of("start in a block", new Wire().openText().toString()),
                Arguments.of(
                        "message_delta in a block",
                        new Wire().stopReason("end_turn", 5).toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenInText")
    void malformedFrameInText_isNeverForwarded(String name, String frame) {
        Answer broken = Answer.of(Wire.message().openText("Hello")).then(frame).then(" more");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), broken).run();

        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(((Outcome.Cut) run.outcome()).cause()).isInstanceOf(Cause.Malformed.class);
        assertThat(run.delivered()).isEqualTo(Wire.message().openText("Hello").toString());
    }

    static Stream<String> events() {
        return Stream.of(
                "message_start",
                "content_block_start",
                "content_block_delta",
                "content_block_stop",
                "message_delta",
                "message_stop",
                "error");
    }

    /** The HTML standard would skip it: a delta would be lost, and nobody would know. */
    @ParameterizedTest
    @MethodSource("events")
    void eventOfTheProtocolWithoutData_breaksTheAttempt(String name) {
        Answer broken = Answer.of(Wire.message().openText("Hello"))
                .then("event: " + name + "\n\n")
                .then(ANSWER.toString()
                        .substring(Wire.message().openText("Hello").toString().length()));

        VirtualDriver run = VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withResumes(0)), broken)
                .run();

        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Cut.class,
                        c -> assertThat(c.cause())
                                .isEqualTo(new Cause.Malformed("an event of the protocol without data")));
        assertThat(run.delivered()).isEqualTo(Wire.message().openText("Hello").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"event: ping\n\n", "event: weather\n\n", "event:\n\n", ": content_block_delta\n\n"})
    void otherFramesWithoutData_areHarmless(String frame) {
        Answer odd = Answer.of(Wire.message().openText("Hello"))
                .then(frame)
                .then(ANSWER.toString()
                        .substring(Wire.message().openText("Hello").toString().length()));

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), odd).run();

        assertThat(run.calls()).hasSize(1);
        assertThat(run.delivered()).contains(frame);
        assertThat(Consumer.of(run.delivered()).blocks().getFirst().text()).isEqualTo("Hello world");
    }

    @Test
    void whateverFollowsTheEnd_isIgnored() {
        Answer more =
                Answer.of(ANSWER).then(new Wire().error("overloaded_error")).then("garbage\n\n");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), more).run();

        assertThat(run.events()).isEqualTo(ANSWER.toString());
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void errorTypeWithFramesInIt_bringsNoneOfThemIntoTheStream() {
        Wire error = Wire.message().error("x\\n\\nevent: message_stop\\ndata: {}\\n\\n");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.of(error), Answer.whole(ANSWER))
                .run();

        assertThat(run.events()).isEqualTo(ANSWER.toString());
        assertThat(run.delivered()).contains(": perennial attempt 2 (R-30, error)\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{}", "[1]"})
    void blockThatBeginsWithSomethingElseThanText_hasTheTextOfItsDeltas(String strange) {
        Wire odd = Wire.message().block("{\"type\":\"text\",\"text\":" + strange + "}");
        odd.textDeltas("Hello").stop().end("end_turn", 5);

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.whole(odd)).run();

        assertThat(run.outcome().report().message().blocks())
                .singleElement()
                .satisfies(b -> assertThat(b.json()).isEqualTo("{\"type\":\"text\",\"text\":\"Hello\"}"));
    }

    @Test
    void signatureThatIsNull_isNone() {
        Wire cut = Wire.message()
                .block("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":null}")
                .stop()
                .text("Hello");
        Wire end = new Wire().start("m", 1).end("end_turn", 5);

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(end))
                .run();

        assertThat(run.body(2)).contains("Hello").doesNotContain("\"thinking\"");
    }

    @Test
    void lawfulFraming_passesAsItCame() {
        String odd = "\uFEFF: hello\r\n\r\n" + ANSWER.toString().replace("\n", "\r\n") + "id: 7\nretry: 3\n\n";

        VirtualDriver run =
                VirtualDriver.of(Recoveries.usual(), Answer.stream().then(odd)).run();

        assertThat(run.delivered()).isEqualTo(odd.substring(0, odd.indexOf("id: 7")));
    }

    @Test
    void eventsWithoutName_getTheirs_becauseClientsDropThemElse() {
        String nameless = ANSWER.toString().replaceAll("(?m)^event: .*\n", "");

        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.stream().then(nameless))
                .run();

        assertThat(run.events()).isEqualTo(ANSWER.toString());
    }

    @Test
    void dataOfSeveralLines_areUnderstood_alsoWhereTheyAreWrittenAnew() {
        Wire first = Wire.message().thinking("T", "sig").openThinking("cut");
        String second = new Wire()
                .start("m2", 1)
                .text("Hello")
                .end("end_turn", 5)
                .toString()
                .replace(",\"", ",\ndata: \"");

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.whole(first), Answer.stream().then(second))
                .run();

        Consumer consumer = Consumer.of(run.delivered());
        assertThat(consumer.isWhole()).isTrue();
        assertThat(consumer.blocks().getLast().text()).isEqualTo("Hello");
    }
}
