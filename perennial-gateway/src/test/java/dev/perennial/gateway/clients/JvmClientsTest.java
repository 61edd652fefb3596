package dev.perennial.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java SDK and LangChain4j: whatever breaks, they are as if they spoke to a healthy API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JvmClientsTest {

    private static final Map<String, Function<Talk, JvmClient>> CLIENTS = Map.of(
            "java-sdk-stream", JavaSdk::streaming,
            "java-sdk-create", JavaSdk::whole,
            "langchain4j-stream", LangChain::streaming,
            "langchain4j-chat", LangChain::whole);

    private static final int AT_ONCE = 6;

    private final Stage stage = Stage.open();
    private final Programme programme =
            new Programme(stage, CLIENTS.keySet().stream().sorted().toList());
    private final Map<Talk, Heard> heard = new ConcurrentHashMap<>();

    @BeforeAll
    @Timeout(1_800)
    void talk() {
        try (ExecutorService some = Executors.newFixedThreadPool(AT_ONCE)) {
            programme.all().forEach(talk -> some.execute(() -> heard.put(talk, hear(talk))));
        }
        if (Troubles.all()) {
            System.out.println(programme.table(this::of));
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
        Heard direct = of(programme.control(talk));

        assertThat(direct.failed()).as("%s", direct).isFalse();
        assertThat(of(talk).lines()).isEqualTo(direct.lines());
    }

    @ParameterizedTest
    @MethodSource("broken")
    void talk_somethingBreaks_isTheSameAsWithAHealthyApi(Talk talk) {
        Heard through = of(talk);

        switch (Troubles.of(talk.fault())) {
            case RECOVERED -> assertThat(through.lines()).isIn(programme.right(talk, this::of));
            case TOLD -> assertThat(through.failed()).isTrue();
            case UNSEEN -> assertThat(through.failed()).isFalse();
        }
    }

    private Heard of(Talk talk) {
        return Objects.requireNonNull(heard.get(talk), talk::id);
    }

    private static Heard hear(Talk talk) {
        return JvmClient.hear(CLIENTS.getOrDefault(talk.client(), JavaSdk::streaming), talk);
    }
}
