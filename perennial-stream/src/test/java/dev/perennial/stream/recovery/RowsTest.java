package dev.perennial.stream.recovery;

import static dev.perennial.stream.recovery.Rule.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which row decides, where several would do the same: logs and documents name the row. */
class RowsTest {

    private static final Wire ANSWER = Wire.message().text("Hello").end("end_turn", 5);
    private static final String COMPACTION = "{\"type\":\"compaction\",\"content\":null}";
    private static final String SERVER_CALL =
            "{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\",\"name\":\"web_search\",\"input\":{}}";
    private static final String SERVER_RESULT =
            "{\"type\":\"web_search_tool_result\",\"tool_use_id\":\"srvtoolu_1\",\"content\":[]}";

    static Stream<Arguments> breaks() {
        return Stream.of(
                Arguments.of("before the message", new Wire(), R_30),
                Arguments.of("before any block", Wire.message(), R_30),
                Arguments.of("in thinking", Wire.message().openThinking("Hm"), R_31),
                Arguments.of(
                        "in second thinking", Wire.message().thinking("Hm", "s").openThinking("Hm"), R_31),
                Arguments.of("after thinking", Wire.message().thinking("Hm", "s"), R_32),
                Arguments.of("in a call", Wire.message().openCall("t", "{"), R_33),
                Arguments.of("in a server's call", Wire.message().block(SERVER_CALL), R_34),
                Arguments.of("while a server tool runs", Wire.message().serverCall("srvtoolu_1"), R_34),
                Arguments.of("in a compaction", Wire.message().block(COMPACTION), R_35),
                Arguments.of("in a result without its call", Wire.message().block(SERVER_RESULT), R_36),
                Arguments.of("in a call after text", Wire.message().text("Hi").openCall("t", "{"), R_41),
                Arguments.of("in thinking after text", Wire.message().text("Hi").openThinking("Hm"), R_42),
                Arguments.of(
                        "in a server's call after text",
                        Wire.message().text("Hi").block(SERVER_CALL),
                        R_43),
                Arguments.of(
                        "while a server tool runs, after text",
                        Wire.message().text("Hi").serverCall("s"),
                        R_43),
                Arguments.of("after text", Wire.message().text("Hi"), R_44),
                Arguments.of(
                        "in a compaction after text", Wire.message().text("Hi").block(COMPACTION), R_44),
                Arguments.of("in an unknown block", Wire.message().block("{\"type\":\"hologram\"}"), R_13),
                Arguments.of("after a call without input", Wire.message().call("t"), R_10),
                Arguments.of("in text after a call", Wire.message().call("t").openText("Hi"), R_10),
                Arguments.of(
                        "after a server's result",
                        Wire.message().serverCall("s").serverResult("s"),
                        R_50),
                Arguments.of(
                        "after a compaction",
                        Wire.message()
                                .block(COMPACTION)
                                .delta("{\"type\":\"compaction_delta\",\"content\":\"All.\"}")
                                .stop(),
                        R_51));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void aBreak_isDecidedByItsOwnRow(String where, Wire cut, Rule row) {
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(ANSWER))
                .run();

        assertThat(run.rules()).startsWith(row);
    }

    @Test
    void timeUp_isDecidedAsSuch() {
        Recovery recovery = Recoveries.with(Budgets.DEFAULT.withTotal(Duration.ofSeconds(20)));

        assertThat(VirtualDriver.of(recovery, Answer.stream()).run().rules()).containsExactly(R_03);
    }

    @Test
    void overloadInTheStream_isNotTheRequestsFault() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.of(Wire.message().error("overloaded_error")), Answer.whole(ANSWER))
                .run();

        assertThat(run.rules()).containsExactly(R_30);
        assertThat(run.outcome()).isInstanceOf(Outcome.Complete.class);
    }

    @Test
    void rejectionInTheStream_isDecidedAsSuch() {
        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.of(Wire.message().error("invalid_request_error")))
                .run();

        assertThat(run.rules()).containsExactly(R_04);
    }

    @Test
    void brokenCallThatTheServerFinished_isNeitherRunNorQuoted() {
        Wire cut = Wire.message().text("Hi").call("t", "{\"a\":").call("u", "{}");
        VirtualDriver run = VirtualDriver.of(Recoveries.usual(), Answer.whole(cut), Answer.whole(ANSWER))
                .run();

        assertThat(run.rules()).containsExactly(R_41);
        assertThat(run.events()).doesNotContain("\"id\":\"t\"").doesNotContain("\"id\":\"u\"");
    }
}
