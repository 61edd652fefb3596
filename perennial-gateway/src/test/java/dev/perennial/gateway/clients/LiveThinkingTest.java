package dev.perennial.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.recovery.Delivery;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that are shown thinking while it comes: what was cut stays in their history without a signature, and a strict API
 * takes that history all the same, because the gateway leaves it out. Not LangChain4j: it makes one block of all thinking, and
 * signs it with the last signature, which no API takes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
final class LiveThinkingTest {

    private static final List<String> FAULTS =
            List.of("reset@thinking:20", "silence-pings=1h@thinking:40", "reset@thinking:20~1+eof@thinking:10~2");
    private static final List<String> IN_NODE = List.of("sdk-stream", "sdk-events", "ai-sdk");
    private static final Map<String, Function<Talk, JvmClient>> IN_JVM = Map.of("java-sdk-stream", JavaSdk::streaming);

    private final Stage stage = Stage.open(settings -> settings.withDelivery(Delivery.WIRE));
    private final Map<String, Heard> heard = new HashMap<>();

    @BeforeAll
    void talk() throws IOException, InterruptedException {
        NodeClients.require();
        heard.putAll(NodeClients.hear(
                Stream.concat(talks(IN_NODE), IN_NODE.stream().map(this::healthy))
                        .toList(),
                240));
        Stream.concat(talks(IN_JVM.keySet()), IN_JVM.keySet().stream().map(this::healthy))
                .forEach(t -> heard.put(t.id(), inJvm(t)));
    }

    @AfterAll
    void close() {
        stage.close();
    }

    Stream<Talk> broken() {
        return Stream.concat(talks(IN_NODE), talks(IN_JVM.keySet()));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void talk_thinkingBreaks_saysAllElseAndGoesOn(Talk talk) {
        Heard through = Objects.requireNonNull(heard.get(talk.id()));
        Heard known = Objects.requireNonNull(heard.get(healthy(talk.client()).id()));

        assertThat(through.failed()).as("%s", through).isFalse();
        assertThat(withoutThinking(through)).isEqualTo(withoutThinking(known));
    }

    private static List<String> withoutThinking(Heard heard) {
        return heard.lines().stream().filter(l -> !l.startsWith("thinking")).toList();
    }

    private Stream<Talk> talks(Collection<String> clients) {
        return clients.stream()
                .sorted()
                .flatMap(c -> FAULTS.stream().map(f -> new Talk(c, Scenario.TOOLS, stage.gateway(), f)));
    }

    private Talk healthy(String client) {
        return new Talk(client, Scenario.TOOLS, stage.api(), "");
    }

    private static Heard inJvm(Talk talk) {
        return JvmClient.hear(Objects.requireNonNull(IN_JVM.get(talk.client())), talk);
    }
}
