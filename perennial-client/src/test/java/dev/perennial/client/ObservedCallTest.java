package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.client.PerennialSettings.Mode;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is told of calls that are only observed. */
final class ObservedCallTest {

    private static final String WRONG =
            "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}";
    private static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hi"}],\
            "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""";

    @Test
    void createStreaming_nobodyListens_isTheEnd() throws Exception {
        try (UnbrokenClient client = observing("http://127.0.0.1:" + closedPort())) {
            assertThatThrownBy(() -> client.sync().messages().createStreaming(OpenClient.hello()))
                    .isInstanceOf(AnthropicIoException.class);

            assertEachAttemptEndedAs(client, "cut");
        }
    }

    @Test
    void createAsync_nobodyListens_isTheEnd() throws Exception {
        try (UnbrokenClient client = observing("http://127.0.0.1:" + closedPort())) {
            assertThatThrownBy(() ->
                            client.async().messages().create(OpenClient.hello()).get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(AnthropicIoException.class);

            assertEachAttemptEndedAs(client, "cut");
        }
    }

    @Test
    void create_refused_isToldWithItsStatus() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(400, "application/json", WRONG));
                UnbrokenClient client = observing(server.url())) {
            assertThatThrownBy(() -> client.sync().messages().create(OpenClient.hello()))
                    .isInstanceOf(AnthropicServiceException.class)
                    .hasMessageContaining("invalid_request_error");

            assertEachAttemptEndedAs(client, "rejected");
        }
    }

    @Test
    void create_answered_isToldAndPassesAsItIs() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(200, "application/json", MESSAGE));
                UnbrokenClient client = observing(server.url())) {
            assertThat(client.sync().messages().create(OpenClient.hello()).content())
                    .hasSize(1);

            assertThat(server.exchanges().getFirst().body()).doesNotContain("\"stream\"");
            assertEachAttemptEndedAs(client, "complete");
        }
    }

    @Test
    void createStreaming_stalls_isToldAndTheStreamGoesOn() throws Exception {
        Gate told = new Gate();
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.START);
                    told.await();
                    e.chunk(Wire.HELLO.substring(Wire.START.length()));
                    e.endStream();
                });
                UnbrokenClient client = UnbrokenClient.to(
                        server.url(),
                        s -> s.mode(Mode.OBSERVE)
                                .firstTokenTimeout(Duration.ofMillis(200))
                                .listener(event -> {
                                    if (event instanceof PerennialEvent.Stall) {
                                        told.open();
                                    }
                                }));
                StreamResponse<RawMessageStreamEvent> events =
                        client.sync().messages().createStreaming(OpenClient.hello())) {
            assertThat(events.stream().filter(RawMessageStreamEvent::isMessageStop))
                    .hasSize(1);
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    private static UnbrokenClient observing(String url) {
        return UnbrokenClient.to(url, s -> s.mode(Mode.OBSERVE));
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void assertEachAttemptEndedAs(UnbrokenClient client, String code) {
        assertThat(client.events(PerennialEvent.End.class))
                .isNotEmpty()
                .hasSameSizeAs(client.events(PerennialEvent.Attempt.class))
                .allSatisfy(end -> assertThat(end.outcome().code()).isEqualTo(code));
    }
}
