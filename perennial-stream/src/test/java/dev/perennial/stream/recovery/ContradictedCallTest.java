package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.R_06;
import static dev.perennial.stream.recovery.Rule.R_25;
import static dev.perennial.stream.recovery.Rule.R_26;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Eager calls that break, and are made again otherwise: what is out has no end. */
class ContradictedCallTest {

    private static final Wire CUT = Wire.message().openCall("toolu_1", "{\"path\":", "\"a");

    private static VirtualDriver run(Wire cut, Wire next) {
        return VirtualDriver.of(
                        Recoveries.of(Recoveries.EAGER),
                        Answer.of(cut).end(HowEnded.RESET),
                        Answer.of(next).end(HowEnded.RESET))
                .run();
    }

    static Stream<Arguments> others() {
        String tool = "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"read\",\"input\":{}}";
        String whole = "{\"type\":\"tool_use\",\"id\":\"toolu_2\",\"name\":\"write\",\"input\":{\"path\":\"abc\"}}";
        return Stream.of(
                Arguments.of("another value", Wire.message().openCall("toolu_2", "{\"path\":\"b")),
                Arguments.of("the same JSON in other words", Wire.message().openCall("toolu_2", "{ \"path\"")),
                Arguments.of("an end before it", Wire.message().call("toolu_2", "{\"path\":")),
                Arguments.of("no input", Wire.message().call("toolu_2")),
                Arguments.of(
                        "another tool",
                        Wire.message().block(tool).input("{\"path\":\"ab\"}").stop()),
                Arguments.of(
                        "an input in the start", Wire.message().block(whole).stop()),
                Arguments.of("text", Wire.message().text(" ", "Sure: ").call("toolu_2", "{\"path\":\"ab\"}")),
                Arguments.of("a tool of the server's", Wire.message().serverCall("srvtoolu_1")),
                Arguments.of("nothing", Wire.message().end("end_turn", 1)),
                Arguments.of("a refusal", Wire.message().end("refusal", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    @Cell(R_06)
    void madeAgainOtherwise_isCut_andNothingOfItIsSeen(String what, Wire other) {
        VirtualDriver run = run(CUT, other);

        assertThat(run.rules()).containsExactly(R_25, R_06);
        assertThat(run.outcome()).isInstanceOf(Outcome.Cut.class);
        assertThat(run.outcome().text()).contains("contradicted");
        assertThat(run.events()).isEqualTo(CUT.toString());
        assertThat(run.outcome().report().message().blocks().getLast().finished())
                .isFalse();
    }

    @Test
    @Cell(R_06)
    void cutInTheSecondCall_firstOneDiffers_isCut() {
        for (String first : List.of("{\"n\":10}", "{\"n\":", "{\"n\":2}")) {
            Wire second =
                    Wire.message().text("Two.").call("toolu_1", "{\"n\":1}").openCall("toolu_2", "{\"n\":");
            Wire again = Wire.message().call("toolu_3", first).call("toolu_4", "{\"n\":2}");

            VirtualDriver run = run(second, again.end("tool_use", 9));

            assertThat(run.rules()).containsExactly(R_26, R_06);
            assertThat(run.events()).doesNotContain("message_delta", "toolu_3", "toolu_4");
        }
    }
}
