package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Timeout;
import com.anthropic.errors.AnthropicIoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients and what they send. */
class ClientFactoryTest {

    @Test
    void create_apiKey_isSentAsBearer() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.of(
                        OpenClient.settings(server).header("x-team", "river").build())) {
            client.stream().close();

            assertThat(server.exchanges().getFirst().header("Authorization")).contains("Bearer test-key");
            assertThat(server.exchanges().getFirst().header("x-team")).contains("river");
        }
    }

    @Test
    void create_noCredentialsAnywhere_worksWithAServerThatAsksForNone() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.of(ClientSettings.builder()
                        .baseUrl(server.url())
                        .environment(Map.of())
                        .build());
                MessageStream stream = client.stream()) {
            assertThat(stream.finalText()).isEqualTo("Hello, world");
            assertThat(server.exchanges().getFirst().header("Authorization")).isEmpty();
        }
    }

    @Test
    void create_keyAndAddressOfTheEnvironment_areUsed() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.of(ClientSettings.builder()
                        .environment(Map.of(
                                "ANTHROPIC_API_KEY", "from-env",
                                "ANTHROPIC_AUTH_TOKEN", "not-this",
                                "ANTHROPIC_BASE_URL", server.url()))
                        .build())) {
            client.stream().close();

            assertThat(server.exchanges().getFirst().header("Authorization")).contains("Bearer from-env");
        }
    }

    @Test
    void create_explicitToken_beatsTheEnvironmentsKey() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.of(ClientSettings.builder()
                        .baseUrl(server.url())
                        .authToken("explicit")
                        .environment(Map.of("ANTHROPIC_API_KEY", "from-env"))
                        .build())) {
            client.stream().close();

            assertThat(server.exchanges().getFirst().header("Authorization")).contains("Bearer explicit");
        }
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker") // closed where it is used
    void createAsync_sameSettings_work() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO)) {
            AnthropicClientAsync client =
                    ClientFactory.createAsync(OpenClient.settings(server).build());
            try (var response = client.messages()
                    .withRawResponse()
                    .createStreaming(OpenClient.hello())
                    .get(30, TimeUnit.SECONDS)) {
                assertThat(response.requestId()).contains("req_1");
            } finally {
                client.close();
            }
        }
    }

    @Test
    void create_unusableBaseUrl_saysWhatItHasToLookLike() {
        for (String url : new String[] {"localhost:7430", "ftp://x", "http://", "http://a b"}) {
            ClientSettings settings =
                    ClientSettings.builder().baseUrl(url).environment(Map.of()).build();

            assertThatThrownBy(() -> ClientFactory.create(settings))
                    .isInstanceOf(ClientConfigurationException.class)
                    .hasMessageContaining(url);
        }
    }

    @Test
    void hasCredentials_followsTheSdksSources(@TempDir Path home) throws Exception {
        assertThat(ClientFactory.hasCredentials(settings(Map.of()))).isFalse();
        assertThat(ClientFactory.hasCredentials(settings(Map.of("ANTHROPIC_API_KEY", ""))))
                .isFalse();
        assertThat(ClientFactory.hasCredentials(settings(Map.of("ANTHROPIC_API_KEY", "k"))))
                .isTrue();
        assertThat(ClientFactory.hasCredentials(settings(Map.of("ANTHROPIC_AUTH_TOKEN", "t"))))
                .isTrue();
        assertThat(ClientFactory.hasCredentials(settings(Map.of("ANTHROPIC_PROFILE", "p"))))
                .isTrue();
        assertThat(ClientFactory.hasCredentials(settings(Map.of("ANTHROPIC_FEDERATION_RULE_ID", "r"))))
                .isFalse();
        assertThat(ClientFactory.hasCredentials(ClientSettings.builder()
                        .apiKey("k")
                        .environment(Map.of())
                        .build()))
                .isTrue();

        Map<String, String> profiles = Map.of("ANTHROPIC_CONFIG_DIR", home.toString());
        assertThat(ClientFactory.hasCredentials(settings(profiles))).isFalse();
        Files.createDirectory(home.resolve("configs"));
        Files.writeString(home.resolve("configs/default.json"), "{}");
        assertThat(ClientFactory.hasCredentials(settings(profiles))).isTrue();
    }

    @Test
    void settings_thatContradict_areRefused() {
        assertThatThrownBy(() ->
                        ClientSettings.builder().apiKey("k").authToken("t").build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ClientSettings.builder().maxRetries(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> TransportTimeouts.DEFAULT.withRead(Duration.ZERO))
                .hasMessageContaining("read");
    }

    @Test
    void stream_longerThanTheSdksTotalLimit_isCutByTheSdksShapeButNotByOurs() throws Exception {
        Duration limit = Duration.ofMillis(700);
        Drip drip = new Drip(limit.multipliedBy(2));
        try (ScriptedServer server = ScriptedServer.http(drip)) {
            AnthropicClient standard = AnthropicOkHttpClient.builder()
                    .apiKey("k")
                    .baseUrl(server.url())
                    .maxRetries(0)
                    .timeout(Timeout.builder().request(limit).build())
                    .build();
            try (OpenClient theirs = new OpenClient(standard)) {
                assertThatThrownBy(() -> readAll(theirs))
                        .as("the default shape: one limit for the whole call")
                        .isInstanceOfAny(StreamCutException.class, AnthropicIoException.class)
                        .hasCauseInstanceOf(IOException.class);
            }
            try (OpenClient ours = OpenClient.to(server)) {
                assertThat(readAll(ours)).endsWith("the end");
            }
        }
    }

    private static String readAll(OpenClient client) {
        try (MessageStream stream = client.stream()) {
            return stream.finalText();
        }
    }

    /** A healthy stream: a ping every 50 ms, for longer than the limit. */
    private record Drip(Duration length) implements ScriptedServer.Script {

        @Override
        public void serve(Exchange exchange) throws IOException, InterruptedException {
            exchange.startStream();
            exchange.chunk(Wire.START + Wire.blockStart(0, "{\"type\":\"text\",\"text\":\"\"}"));
            drip(exchange);
            exchange.chunk(Wire.text(0, "the end") + Wire.blockStop(0) + Wire.END_TURN + Wire.STOP);
            exchange.endStream();
        }

        private void drip(Exchange exchange) throws InterruptedException {
            try (ScheduledExecutorService tap = Executors.newSingleThreadScheduledExecutor()) {
                Future<?> pings = tap.scheduleAtFixedRate(() -> ping(exchange), 0, 50, TimeUnit.MILLISECONDS);
                tap.schedule(() -> pings.cancel(false), length.toMillis(), TimeUnit.MILLISECONDS)
                        .get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void ping(Exchange exchange) {
            try {
                exchange.chunk(Wire.PING);
            } catch (IOException e) {
                throw new UncheckedIOException("the client has gone, so the pings end", e);
            }
        }
    }

    private static ClientSettings settings(Map<String, String> environment) {
        return ClientSettings.builder().environment(environment).build();
    }
}
