package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.models.Capabilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request that goes on with a message: the caller's bytes, and what was written so far as the model wrote it. */
class QuotedTurnTest {

    private static final String BODY = Recoveries.BODY;
    private static final Wire MORE = new Wire().start("msg_2", 90).text("More.").end("end_turn", 20);

    private static VirtualDriver run(String body, Capabilities model, Wire cut) {
        return VirtualDriver.of(Recoveries.of(body, model), Answer.whole(cut), Answer.whole(MORE))
                .run();
    }

    private static VirtualDriver run(String body, Wire cut) {
        return run(body, Recoveries.MODEL, cut);
    }

    private static String turn(String... blocks) {
        return "{\"role\":\"assistant\",\"content\":[" + String.join(",", blocks) + "]}";
    }

    private static String text(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    @Test
    void nothingButMessagesAndLimits_isChanged() {
        VirtualDriver run = run(BODY, Wire.message().text("Hello."));
        String limit =
                "\"max_tokens\":" + (64_000 - Recoveries.MODEL.tokenizer().estimate("Hello.".length() + 1));

        assertThat(run.body(2))
                .startsWith(BODY.replace("\"max_tokens\":64000", limit).replace("}]}", "}," + turn(text("Hello."))));
    }

    @Test
    void textInTheStartOfItsBlock_isPartOfIt() {
        Wire cut = Wire.message()
                .block("{\"type\":\"text\",\"text\":\"Hel\"}")
                .textDeltas("lo.")
                .stop();

        assertThat(run(BODY, cut).body(2)).contains(turn(text("Hello.")));
    }

    @Test
    void thinkingInTheStartOfItsBlock_isPartOfIt() {
        String thinking = "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"}";
        Wire cut = Wire.message().block(thinking).stop().text("Hello.");

        assertThat(run(BODY, cut).body(2)).contains(turn(thinking, text("Hello.")));
    }

    @Test
    void signatureThatComesTwice_isTheLastOne() {
        Wire cut = Wire.message()
                .openThinking("Hm.")
                .delta("{\"type\":\"signature_delta\",\"signature\":\"old\"}")
                .sign("new")
                .text("Hello.");

        assertThat(run(BODY, cut).body(2)).contains("\"thinking\":\"Hm.\",\"signature\":\"new\"}");
    }

    @Test
    void citations_areQuoted() {
        Wire cut = Wire.message()
                .openText("Hello.")
                .delta("{\"type\":\"citations_delta\",\"citation\":{\"type\":\"page_location\",\"n\":1}}")
                .delta("{\"type\":\"citations_delta\",\"citation\":{\"type\":\"page_location\",\"n\":2}}")
                .stop();

        assertThat(run(BODY, cut).body(2))
                .contains("\"text\":\"Hello.\",\"citations\":[{\"type\":\"page_location\",\"n\":1},"
                        + "{\"type\":\"page_location\",\"n\":2}]}");
    }

    @Test
    void deltaOfUnknownType_makesItsBlockOneThatCannotBeQuoted() {
        Wire cut = Wire.message()
                .openText("Hello.")
                .delta("{\"type\":\"hologram_delta\",\"x\":1}")
                .stop();

        assertThat(run(BODY, cut).rules()).containsExactly(Rule.R_13);
    }

    @Test
    void requestThatEndsWithAnAssistantsText_hasOneTurnOfBoth() {
        String body = BODY.replace("}]}", "},{\"role\":\"assistant\",\"content\":\"So \\\"we\\\"\"}]}");

        assertThat(run(body, Wire.message().text(" go.")).body(2))
                .contains("{\"role\":\"user\",\"content\":\"Go.\"}," + turn(text("So \\\"we\\\""), text(" go."))
                        + ",{\"role\":\"user\",\"content\":\"The connection broke");
    }

    @Test
    void requestThatEndsWithAnAssistantsBlocks_hasOneTurnOfBoth() {
        String body = BODY.replace("}]}", "}," + turn(text("So")) + "]}");

        assertThat(run(body, Wire.message().text(" go.")).body(2))
                .contains("{\"role\":\"user\",\"content\":\"Go.\"}," + turn(text("So"), text(" go.")) + ",{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\":\"assistant\",\"content\":\"\"}", "{\"role\":\"assistant\"}"})
    void requestThatEndsWithAnEmptyAssistant_hasOneTurn(String empty) {
        String body = BODY.replace("}]}", "}," + empty + "]}");

        assertThat(run(body, Wire.message().text("Go.")).body(2))
                .contains("\"content\":[" + text("Go.") + "]}")
                .doesNotContain("\"text\":\"\"");
    }

    @Test
    void prefillOfARequestThatEndsWithAnAssistant_goesOnInThatTurn() {
        String body = BODY.replace("}]}", "},{\"role\":\"assistant\",\"content\":\"So\"}]}");
        VirtualDriver run = run(body, Recoveries.OLD_MODEL, Wire.message().text(" go. "));

        assertThat(run.calls().get(1).shape()).isEqualTo(Call.Shape.PREFILL);
        assertThat(run.body(2)).endsWith("," + turn(text("So"), text(" go.")) + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"thinking\":{\"type\":\"disabled\"}|PREFILL",
                "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}|ASKING",
                "\"thinking\":{\"type\":\"adaptive\"}|ASKING",
                "\"tool_choice\":{\"type\":\"auto\"}|PREFILL",
                "\"tool_choice\":{\"type\":\"any\"}|ASKING",
                "\"tool_choice\":{\"type\":\"tool\",\"name\":\"write\"}|ASKING"
            })
    void onlyWhatMayBePrefilled_isPrefilled(String field, Call.Shape shape) {
        String body = BODY.replace("\"stream\":true", "\"stream\":true," + field);
        VirtualDriver run = run(body, Recoveries.OLD_MODEL, Wire.message().text("Hello."));

        assertThat(run.calls().get(1).shape()).isEqualTo(shape);
    }

    @Test
    void stopSequencesOfTheCaller_stay() {
        String body = BODY.replace("\"stream\":true", "\"stream\":true,\"stop_sequences\":[\"END\"]");

        assertThat(run(body, Wire.message().text("Hello.")).body(2)).contains("\"stop_sequences\":[\"END\",\"<done-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"output_format", "output_config"})
    void schema_isAskedForInEitherPlace(String place) {
        String format = "{\"type\":\"json_schema\",\"schema\":{}}";
        String value = place.equals("output_format") ? format : "{\"format\":" + format + "}";
        String body = BODY.replace("\"stream\":true", "\"stream\":true,\"" + place + "\":" + value);

        assertThat(run(body, Wire.message().text("{}")).rules()).containsExactly(Rule.R_22);
    }

    @Test
    void roomForExactlyWhatThinkingTakes_isNoRoom() {
        long written = Recoveries.MODEL.tokenizer().estimate("Hello.".length() + 1);
        String thinking = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}";
        String body = BODY.replace("\"stream\":true", "\"stream\":true," + thinking);
        String tight = body.replace("64000", Long.toString(1_024 + written));
        String enough = body.replace("64000", Long.toString(1_025 + written));

        assertThat(run(tight, Wire.message().text("Hello.")).rules()).containsExactly(Rule.R_14);
        assertThat(run(enough, Wire.message().text("Hello.")).body(2)).contains("\"max_tokens\":1025,");
    }

    /** Claude Code lets thinking take all but one of the tokens. */
    @Test
    void thinkingThatMayTakeNearlyAll_mayTakeHalfOfWhatIsLeft() {
        String thinking = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":31999}";
        String body =
                BODY.replace("\"stream\":true", "\"stream\":true," + thinking).replace("64000", "32000");

        VirtualDriver run = run(body, Wire.message().text("Hello."));

        assertThat(run.rules()).doesNotContain(Rule.R_14);
        assertThat(run.body(2))
                .containsPattern("\"max_tokens\":319\\d\\d,")
                .containsPattern("\"budget_tokens\":159\\d\\d}");
    }
}
