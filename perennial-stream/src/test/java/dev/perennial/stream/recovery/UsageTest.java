package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

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

        assertThat(report(run, 1).usage()).isEqualTo(TokenUsage.NONE);
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

        long written = Recoveries.MODEL.tokenizer().estimate(TEXT.length() + 1) + 7;
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
