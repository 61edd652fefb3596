package dev.perennial.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.ServerStartException;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextBrain;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator over real sockets. */
@Timeout(120)
final class SimulatorServerTest {

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    private static HttpRequest request(SimulatorServer server, String fields, String prompt) {
        String body = "{\"model\":\"claude-opus-5-5\",\"max_tokens\":128000," + fields
                + "\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}";
        return HttpRequest.newBuilder(server.baseUrl().resolve("/v1/messages?beta=true"))
                .header("x-api-key", "secret-key")
                .header("anthropic-version", "2023-06-01")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static SimulatorServer serve(Brain brain, Pace pace, Sleeper sleeper) {
        return SimulatorServer.start(
                SimulatorSettings.builder(brain).pace(pace).sleeper(sleeper).build());
    }

    private static SimulatorServer serve(Brain brain) {
        return serve(brain, Pace.INSTANT, Sleeper.NONE);
    }

    private static List<JsonNode> events(String stream) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (String line : stream.lines().toList()) {
            if (line.startsWith("data: ")) {
                events.add(Json.parse(line.substring(6).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return events;
    }

    @Test
    void stream_128000Tokens_arrivesByteForByte() throws Exception {
        try (SimulatorServer server = serve(TextBrain.create())) {
            HttpResponse<String> response =
                    client.send(request(server, "\"stream\":true,", "tokens: 128000"), BodyHandlers.ofString());
            List<JsonNode> events = events(response.body());
            StringBuilder text = new StringBuilder();
            events.forEach(e -> text.append(e.path("delta").path("text").asText("")));

            assertThat(response.headers().firstValue("content-type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("text/event-stream"));
            assertThat(text.toString()).isEqualTo(PseudoText.of(1).text(text.length()));
            assertThat(events.get(events.size() - 2)
                            .path("usage")
                            .path("output_tokens")
                            .asInt())
                    .isEqualTo(128_000);
            assertThat(events.get(events.size() - 2)
                            .path("delta")
                            .path("stop_reason")
                            .asText())
                    .isEqualTo("end_turn");
        }
    }

    @Test
    void create_promptOfNearlyAMillionTokens_isAnswered() throws Exception {
        try (SimulatorServer server = serve(prompt -> Reply.text("Read."))) {
            String prompt = PseudoText.of(2).text(2_400_000).replace("\n", "\\n");
            JsonNode message = Json.parse(client.send(request(server, "", prompt), BodyHandlers.ofByteArray())
                    .body());

            assertThat(message.path("usage").path("input_tokens").asInt()).isBetween(800_000, 1_000_000);
        }
    }

    @Test
    void create_bodyOver32Megabytes_isAnswered413() throws Exception {
        try (SimulatorServer server = serve(prompt -> Reply.text("never"))) {
            HttpResponse<byte[]> response =
                    client.send(request(server, "", "x".repeat(33 << 20)), BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(Json.parse(response.body()).path("error").path("type").asText())
                    .isEqualTo("request_too_large");
            assertThat(server.requests().getFirst().status()).isEqualTo(413);
        }
    }

    @Test
    void stream_pace_eachPauseIsSleptBeforeTheNextEventIsSent() throws Exception {
        Semaphore passes = new Semaphore(0);
        Pace pace = new Pace(Duration.ofSeconds(1), 1, Duration.ofMinutes(1));
        try (SimulatorServer server = serve(prompt -> Reply.text("one two"), pace, pause -> passes.acquire())) {
            HttpResponse<InputStream> response =
                    client.send(request(server, "\"stream\":true,", "Go."), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                assertThat(readUntil(lines, "content_block_start")).doesNotContain("text_delta");
                passes.release();
                assertThat(readUntil(lines, "message_stop")).contains("one two");
            }
        }
    }

    private static String readUntil(BufferedReader lines, String type) throws Exception {
        StringBuilder read = new StringBuilder();
        String line = "";
        while (line != null && !line.equals("event: " + type)) {
            line = lines.readLine();
            read.append(line).append('\n');
        }
        return read.toString();
    }

    @Test
    void stream_clientLeaves_serverStopsAndGoesOn() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        CompletableFuture<Integer> pausesAfter = new CompletableFuture<>();
        Pace pace = new Pace(Duration.ZERO, 1_000, Duration.ofMinutes(1));
        Sleeper afterLeaving = pause -> {
            left.await();
            pausesAfter.complete(1);
        };
        try (SimulatorServer server = serve(TextBrain.ofCharacters(100_000), pace, afterLeaving)) {
            HttpResponse<InputStream> response =
                    client.send(request(server, "\"stream\":true,", "Go."), BodyHandlers.ofInputStream());
            response.body().close();
            left.countDown();

            assertThat(pausesAfter.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(client.send(request(server, "", "characters: 5"), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void stream_manyAtOnce_allArriveWhole() throws Exception {
        try (SimulatorServer server = serve(TextBrain.ofCharacters(3_000))) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(client.sendAsync(request(server, "\"stream\":true,", "Go."), BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS).body()).endsWith("data: {\"type\":\"message_stop\"}\n\n");
            }
            assertThat(server.requests().stream().map(LoggedRequest::requestId).distinct())
                    .hasSize(100);
        }
    }

    @Test
    void requests_overHttp_areLoggedWithoutKey() throws Exception {
        try (SimulatorServer server = serve(prompt -> Reply.text("hi"))) {
            client.send(request(server, "", "Hello"), BodyHandlers.ofString());

            LoggedRequest logged = server.requests().getFirst();
            assertThat(logged.toString()).doesNotContain("secret-key");
            assertThat(logged.query()).isEqualTo("beta=true");
        }
    }

    @Test
    void start_portInUse_saysSo() {
        try (SimulatorServer first = serve(prompt -> Reply.text("hi"))) {
            SimulatorSettings same = SimulatorSettings.builder(prompt -> Reply.text("hi"))
                    .port(first.port())
                    .build();

            assertThat(first.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:" + first.port()));
            assertThatThrownBy(() -> SimulatorServer.start(same))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("port " + first.port());
        }
    }
}
