package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message that goes on goes on in the container in which its server tools worked. */
class ContainerInUseTest {

    private static final String TOLD = "{\"id\":\"container_1\",\"expires_at\":\"2026-11-21T12:00:00Z\",\"skills\":[]}";

    private static Wire start(String container) {
        return new Wire()
                .frame(
                        "message_start",
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"container\":"
                                + container + ",\"usage\":{\"input_tokens\":25}}}");
    }

    private static Wire afterAServerTool(String container) {
        return start(container).serverCall("srvtoolu_1").serverResult("srvtoolu_1");
    }

    private static VirtualDriver run(String body, Wire cut) {
        Wire more = new Wire().start("msg_2", 90).text("Found.").end("end_turn", 20);
        return VirtualDriver.of(Recoveries.of(body), Answer.whole(cut), Answer.whole(more))
                .run();
    }

    private static String asking(String container) {
        return Recoveries.BODY.replace("\"stream\":true", "\"stream\":true,\"container\":" + container);
    }

    @Test
    void pausedTurn_namesTheContainerThatWasTold() {
        VirtualDriver run = run(Recoveries.BODY, afterAServerTool(TOLD));

        assertThat(run.rules()).containsExactly(Rule.R_50);
        assertThat(run.body(2)).contains("\"container\":\"container_1\"");
    }

    @Test
    void containerToldAtTheEndOfAStep_isNamedToo() {
        Wire cut = Wire.message().serverCall("srvtoolu_1").serverResult("srvtoolu_1");
        cut.frame(
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"container\":" + TOLD + "},\"usage\":{\"output_tokens\":3}}");

        assertThat(run(Recoveries.BODY, cut).body(2)).contains("\"container\":\"container_1\"");
    }

    @Test
    void textThatIsGoneOnWith_namesItToo() {
        Wire cut = afterAServerTool(TOLD).openText("The table has five rows, and the first of them says that");

        assertThat(run(Recoveries.BODY, cut).body(2)).contains("\"container\":\"container_1\"");
    }

    @Test
    void messageThatBeginsAnew_isTheCallersRequest() {
        assertThat(run(Recoveries.BODY, start(TOLD)).body(2)).isEqualTo(Recoveries.BODY);
    }

    @Test
    void laterContainer_isTheOneInUse() {
        Wire first = afterAServerTool(TOLD);
        Wire second = start(TOLD.replace("_1", "_2")).serverCall("srvtoolu_2").serverResult("srvtoolu_2");
        Wire last = new Wire().start("msg_3", 90).text("Found.").end("end_turn", 20);

        VirtualDriver run = VirtualDriver.of(
                        Recoveries.usual(), Answer.whole(first), Answer.whole(second), Answer.whole(last))
                .run();

        assertThat(run.body(3)).contains("\"container\":\"container_2\"").doesNotContain("container_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"container_9\"", "{\"id\":\"container_9\",\"skills\":[]}"})
    void containerOfTheCallers_stays(String container) {
        String body = run(asking(container), afterAServerTool(TOLD)).body(2);

        assertThat(body).contains("\"container\":" + container).doesNotContain("container_1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "null                 | \"container\":\"container_1\"",
                "{\"skills\":[]}      | \"container\":{\"skills\":[],\"id\":\"container_1\"}",
                "{\"id\":null}        | \"container\":{\"id\":\"container_1\"}"
            })
    void containerWithoutId_getsTheOneInUse(String asked, String sent) {
        assertThat(run(asking(asked), afterAServerTool(TOLD)).body(2)).contains(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"id\":7}", "\"container_1\"", "[]"})
    void whatIsNoContainer_isNotNamed(String told) {
        assertThat(run(Recoveries.BODY, afterAServerTool(told)).body(2)).doesNotContain("\"container\":");
    }
}
