package dev.perennial.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The TypeScript SDK and the Vercel AI SDK, as npm has them: whatever breaks, they are as if they spoke to a healthy API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NodeClientsTest {

    private final Stage stage = Stage.open();
    private final Programme programme =
            new Programme(stage, List.of("sdk-stream", "sdk-events", "sdk-create", "ai-sdk"));
    private Map<String, Heard> heard = Map.of();

    @BeforeAll
    void talk() throws IOException, InterruptedException {
        NodeClients.require();
        heard = NodeClients.hear(programme.all(), Troubles.all() ? 1_800 : 240);
        if (Troubles.all()) {
            System.out.println(programme.table(t -> NodeClients.of(heard, t)));
        }
    }

    @AfterAll
    void close() {
        stage.close();
    }

    Stream<Talk> healthy() {
        return programme.healthy().stream();
    }

    Stream<Talk> broken() {
        return programme.broken().stream();
    }

    @ParameterizedTest
    @MethodSource("healthy")
    void talk_nothingBreaks_isTheSameAsWithoutGateway(Talk talk) {
        Heard direct = NodeClients.of(heard, programme.control(talk));

        assertThat(direct.failed()).isFalse();
        assertThat(NodeClients.of(heard, talk).lines()).isEqualTo(direct.lines());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void talk_somethingBreaks_isTheSameAsWithAHealthyApi(Talk talk) {
        Heard through = NodeClients.of(heard, talk);

        switch (Troubles.of(talk.fault())) {
            case RECOVERED -> assertThat(through.lines()).isIn(programme.right(talk, t -> NodeClients.of(heard, t)));
            case TOLD -> assertThat(through.failed()).isTrue();
            case UNSEEN -> assertThat(through.failed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset@text:700", "silence-pings=1h@text:900", "json-garbage@text:500"})
    void talk_somethingBreaks_theApiIsAskedAgain(String fault) {
        assumeFalse(Troubles.all(), "The simulator remembers its last thousand requests only.");
        Talk talk = new Talk("sdk-stream", Scenario.TEXT, stage.gateway(), fault);

        assertThat(stage.requests(talk)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdk-stream", "sdk-events", "sdk-create", "ai-sdk"})
    void talk_breaksBetweenTwoCalls_goesOnWithTheFirst(String client) {
        Talk cut = programme.between(client);
        List<String> whole = NodeClients.of(heard, programme.control(cut)).lines();

        List<String> lines = NodeClients.of(heard, cut).lines();

        assertThat(lines.subList(0, 3)).isEqualTo(whole.subList(0, 3));
        assertThat(lines.get(3)).isEqualTo(whole.get(4)).startsWith("stop: tool");
        assertThat(lines.get(4)).contains("Reykjavík").doesNotContain("Tōkyō");
        assertThat(lines.subList(5, 8)).isEqualTo(whole.subList(6, 9));
    }
}
