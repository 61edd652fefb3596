package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_21;
import static dev.perennial.stream.recovery.Rule.R_23;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.recovery.Consumer.Got;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Continuations that turn into something else in their middle: a refusal, a call, another block, citations. */
class OddContinuationTest {

    private static final String BEGUN =
            "The ferry left the harbour at nine, and nobody on the pier could say when it would be ba";
    private static final String REST = "ck at the quay.";
    private static final Pattern FORM =
            Pattern.compile("Begin with (<r-[0-9a-f]+>), the exact last words \\\\\"(.*?)\\\\\", (</r-[0-9a-f]+>)");

    /** The first continuation is made from the form that was asked for, and later ones are true to the end. */
    private static VirtualDriver run(Function<String, Wire> continuation) {
        return new VirtualDriver(Recoveries.usual(), (attempt, call) -> {
                    if (attempt == 1) {
                        return Answer.of(Wire.message().openText(BEGUN)).end(HowEnded.RESET);
                    }
                    Wire obedient =
                            new Wire().start("msg_9", 9).text(form(call) + REST).end("end_turn", 9);
                    return Answer.whole(attempt == 2 ? continuation.apply(form(call)) : obedient);
                })
                .run();
    }

    private static String form(Call call) {
        Matcher form = FORM.matcher(new String(call.body(), UTF_8));
        return form.find() ? form.group(1) + form.group(2) + form.group(3) : "";
    }

    private static Wire begun() {
        return new Wire().start("msg_2", 9);
    }

    private static List<String> texts(VirtualDriver run) {
        return Consumer.of(run.delivered()).blocks().stream().map(Got::text).toList();
    }

    @Test
    void refusalBehindTheSeam_isTheMessages_andWhatWasSaidStays() {
        VirtualDriver run = run(form -> begun().text(form + "ck at").end("refusal", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(texts(run)).containsExactly(BEGUN + "ck at");
    }

    @Test
    void refusalInsideTheForm_leavesTheTextAsItIs() {
        VirtualDriver run = run(form -> begun().text(form.substring(0, 20)).end("refusal", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(texts(run)).containsExactly(BEGUN);
    }

    @Test
    void callBehindTheRest_isHandedOut() {
        VirtualDriver run = run(
                form -> begun().text(form + REST).call("toolu_1", "{\"a\":1}").end("tool_use", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(texts(run)).containsExactly(BEGUN + REST, "{\"a\":1}");
    }

    @Test
    void callBehindHalfAForm_isNotHandedOut_andTheTextIsAskedForAgain() {
        VirtualDriver run = run(form ->
                begun().text(form.substring(0, 20)).call("toolu_1", "{\"a\":1}").end("tool_use", 9));

        assertThat(run.rules()).startsWith(R_21, R_23);
        assertThat(run.delivered()).doesNotContain("toolu_1").doesNotContain("<r-");
        assertThat(texts(run).getFirst()).startsWith(BEGUN);
    }

    @Test
    void secondTextBlock_isABlockOfItsOwn() {
        VirtualDriver run =
                run(form -> begun().text(form + REST).text("And more.").end("end_turn", 9));

        assertThat(run.rules()).containsExactly(R_21);
        assertThat(texts(run)).containsExactly(BEGUN + REST, "And more.");
    }

    @Test
    void formInABlockOfItsOwn_provesNothing_andLosesNothing() {
        VirtualDriver run = run(form -> begun().text(form).text(REST).end("end_turn", 9));

        assertThat(run.rules()).startsWith(R_21, R_23);
        assertThat(texts(run).getFirst()).startsWith(BEGUN);
    }

    @Test
    void restBeforeAFormThatIsCut_isNotLost() {
        VirtualDriver run = run(form ->
                begun().text(REST + form.substring(0, form.length() - 3)).end("max_tokens", 9));

        assertThat(run.rules()).startsWith(R_21, R_23);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(texts(run)).containsExactly(BEGUN + REST);
    }

    private static Wire cited(Wire wire) {
        return wire.delta(
                "{\"type\":\"citations_delta\",\"citation\":{\"type\":\"char_location\",\"cited_text\":\"quay\"}}");
    }

    @Test
    void citationBehindTheSeam_isTheTexts() {
        VirtualDriver run =
                run(form -> cited(begun().openText(form + REST)).stop().end("end_turn", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(texts(run)).containsExactly(BEGUN + REST);
        assertThat(run.delivered()).contains("char_location");
    }

    @Test
    void citationWhileTheFormIsHeld_isNotLost() {
        VirtualDriver run = run(form -> cited(begun().openText(form.substring(0, 20)))
                .textDeltas(form.substring(20) + REST)
                .stop()
                .end("end_turn", 9));

        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
        assertThat(texts(run)).containsExactly(BEGUN + REST);
        assertThat(run.delivered()).contains("char_location");
    }
}
