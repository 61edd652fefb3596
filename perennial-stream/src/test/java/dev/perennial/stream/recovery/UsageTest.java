package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bill of each attempt, and the usage of the one message, whose input is the first attempt's. */
class UsageTest {

    private static final String TEXT = "Whoever writes so much has written some tokens.";
    private static final long TEXT_TOKENS = Recoveries.MODEL.tokenizer().estimate(TEXT.length());

    private static Wire start(String usage) {
        return new Wire()
                .frame(
                        "message_start",
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"usage\":"
                                + usage + "}}");
    }

    private static Wire ending(Wire message, String usage) {
        return message.frame(
                        "message_delta",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":" + usage + "}")
                .frame("message_stop", "{\"type\":\"message_stop\"}");
    }

    private static VirtualDriver run(Wire... attempts) {
        Answer[] answers = List.of(attempts).stream().map(Answer::whole).toArray(Answer[]::new);
        return VirtualDriver.of(Recoveries.usual(), answers).run();
    }

    private static AttemptReport report(VirtualDriver run, int attempt) {
        return run.outcome().report().attempts().get(attempt - 1);
    }

    @Test
    void wholeAttempt_isBilledAtWhatTheApiSays() {
        VirtualDriver run = run(ending(
                start("{\"input_tokens\":25,\"cache_creation_input_tokens\":100,\"cache_read_input_tokens\":900,"
                                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":60},\"output_tokens\":1}")
                        .text(TEXT),
                "{\"output_tokens\":77}"));

        assertThat(report(run, 1).usage()).isEqualTo(new TokenUsage(25, 77, 40, 60, 900));
        assertThat(report(run, 1).estimated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'\"fast\"', true", "'\"standard\"', false", "null, false", "7, false"})
    void speed_isWhatTheAnswerSays(String speed, boolean fast) {
        VirtualDriver run = run(
                ending(start("{\"input_tokens\":25,\"speed\":" + speed + "}").text(TEXT), "{\"output_tokens\":77}"));

        assertThat(report(run, 1).fast()).isEqualTo(fast);
    }

    @Test
    void countsThatAreNull_sayNothing_andLaterOnesStandForTheWhole() {
        VirtualDriver run = run(ending(
                start("{\"input_tokens\":25,\"cache_creation_input_tokens\":100,\"cache_read_input_tokens\":9}")
                        .text(TEXT),
                "{\"input_tokens\":30,\"cache_creation_input_tokens\":null,\"cache_read_input_tokens\":null,"
                        + "\"output_tokens\":77}"));

        assertThat(report(run, 1).usage()).isEqualTo(new TokenUsage(30, 77, 100, 0, 9));
    }

    @Test
    void absurdCounts_areNoCounts() {
        VirtualDriver run = run(ending(
                start("{\"input_tokens\":-5,\"cache_creation_input_tokens\":-6,\"cache_read_input_tokens\":-7,"
                                + "\"cache_creation\":{\"ephemeral_1h_input_tokens\":60}}")
                        .text(TEXT),
                "{\"output_tokens\":-8}"));

        assertThat(report(run, 1).usage()).isEqualTo(TokenUsage.of(0, TEXT_TOKENS));
        assertThat(report(run, 1).estimated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1000000000001", "1e18", "-1", "7.5", "\"7\"", "null", "{}"})
    void outputThatIsNoCount_isEstimated_andSumsStaySane(String absurd) {
        Wire more = ending(start("{\"input_tokens\":" + absurd + "}").text(TEXT), "{\"output_tokens\":" + absurd + "}");
        VirtualDriver run = run(Wire.message().text(TEXT), more);

        assertThat(report(run, 2).usage()).isEqualTo(TokenUsage.of(0, TEXT_TOKENS));
        assertThat(report(run, 2).estimated()).isTrue();
        assertThat(run.events()).contains("\"output_tokens\":" + 2 * TEXT_TOKENS + "}");
    }

    @Test
    void laterCountThatIsNone_leavesTheEarlierOne() {
        Wire whole = start("{\"input_tokens\":25}").text(TEXT);
        whole.frame("message_delta", "{\"type\":\"message_delta\",\"delta\":{},\"usage\":{\"output_tokens\":6}}");

        assertThat(report(run(ending(whole, "{\"output_tokens\":-1}")), 1).usage())
                .isEqualTo(TokenUsage.of(25, 6));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "abcde,5",
                "\\n\\u0041\\\"\\\\,4",
                "caf\u00e9,4",
                "\u0434\u0430,4",
                "\u6f22\u5b57,6",
                "\\u6f22,3",
                "\ud83d\ude00,3",
                "\\ud83d\\ude00,3"
            })
    void estimate_countsCharacters_notTheBytesTheyCameIn(String json, long letters) {
        Bytes text = new Bytes();
        text.add(json);

        assertThat(Letters.in(text, 0)).isEqualTo(letters);
    }

    @Test
    void attemptThatRepeatsWhatIsOut_isBilledAtWhatItWrote() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.of(Recoveries.STRUCTURED, Delivery.FOLLOWED),
                        Answer.whole(Wire.message().openText("{\"a\":\"01234567890")),
                        Answer.whole(Wire.message().openText("{\"a\":\"01234567890123456789")),
                        Answer.whole(Wire.message()
                                .text("{\"a\":\"0123456789012345678901\"}")
                                .end("end_turn", 9)))
                .run();

        assertThat(report(run, 2).usage().output())
                .isEqualTo(Recoveries.MODEL.tokenizer().estimate(26));
    }

    @Test
    void usageOfTheMessage_isThatOfOneAttempt_whateverWasBilled() {
        VirtualDriver run = run(
                Wire.message().openThinking(TEXT), Wire.message().text("Hello.").end("end_turn", 5));

        assertThat(run.outcome().report().message().usage()).isEqualTo(TokenUsage.of(25, 5));
    }

    @Test
    void usageOfAMessageThatWentOn_hasTheOutputOfBothAttempts() {
        Wire more = ending(start("{\"input_tokens\":90}").text(TEXT), "{\"output_tokens\":7}");
        VirtualDriver run = run(Wire.message().text(TEXT), more);

        assertThat(run.outcome().report().message().usage()).isEqualTo(TokenUsage.of(25, TEXT_TOKENS + 7));
    }

    @Test
    void cutAttempt_isBilledAtAnEstimate() {
        VirtualDriver run = run(
                Wire.message().openThinking(TEXT), Wire.message().text("Hello.").end("end_turn", 5));

        assertThat(report(run, 1).usage()).isEqualTo(TokenUsage.of(25, TEXT_TOKENS));
        assertThat(report(run, 1).estimated()).isTrue();
        assertThat(report(run, 2).usage()).isEqualTo(TokenUsage.of(25, 5));
        assertThat(report(run, 2).estimated()).isFalse();
    }

    @Test
    void attemptThatWroteNothing_isBilledAtNoOutput() {
        VirtualDriver run = run(Wire.message(), Wire.message().text("Hello.").end("end_turn", 5));

        assertThat(report(run, 1).usage()).isEqualTo(TokenUsage.of(25, 0));
    }

    @Test
    void messageThatWasSentAgain_hasTheUsageOfTheLastAttempt() {
        Wire whole = Wire.message().text("Hello.").end("end_turn", 5);

        assertThat(run(Wire.message(), whole).events()).isEqualTo(whole.toString());
    }

    @Test
    void messageThatWasGoneOnWith_hasTheFirstInput_andAllOfTheOutput() {
        VirtualDriver run = run(
                Wire.message().text(TEXT),
                ending(
                        start("{\"input_tokens\":99,\"cache_read_input_tokens\":1000}")
                                .text("More."),
                        "{\"input_tokens\":99,\"cache_read_input_tokens\":1000,\"cache_creation_input_tokens\":null,"
                                + "\"output_tokens\":7}"));

        long written = Recoveries.MODEL.tokenizer().estimate(TEXT.length()) + 7;
        assertThat(run.events())
                .contains("\"usage\":{\"input_tokens\":25,\"cache_read_input_tokens\":0,"
                        + "\"cache_creation_input_tokens\":null,\"output_tokens\":" + written + "}");
        assertThat(report(run, 2).usage()).isEqualTo(new TokenUsage(99, 7, 0, 0, 1000));
    }

    @Test
    void laterInput_isNeverPutWhereTheFirstAttemptToldNone() {
        VirtualDriver run = run(
                start("{\"input_tokens\":25}").text(TEXT),
                ending(
                        start("{\"input_tokens\":99}").text("More."),
                        "{\"input_tokens\":99,\"cache_read_input_tokens\":3,\"output_tokens\":7}"));

        assertThat(run.events()).contains("{\"input_tokens\":25,\"cache_read_input_tokens\":3,");
    }

    @Test
    void messageWithoutUsage_isNotGivenOne() {
        Wire whole = start("null").text("Hello.").raw("");
        VirtualDriver run = run(ending(whole, "null"));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(report(run, 1).estimated()).isTrue();
    }
}
