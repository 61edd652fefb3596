package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.text.TextBrain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator without a network: endpoints, headers, log, determinism. */
final class SimulatorTest {

    private static final String HELLO =
            "{\"model\":\"claude-opus-5-5\",\"max_tokens\":500,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-20T12:00:00Z"));

    private static SimulatorSettings.Builder settings() {
        return SimulatorSettings.builder(TextBrain.create()).clock(NOON);
    }

    private static Simulator simulator() {
        return new Simulator(settings().build());
    }

    private static SimulatedResponse.Whole whole(Simulator simulator, SimulatedRequest request) {
        return (SimulatedResponse.Whole) simulator.handle(request);
    }

    private static JsonNode json(SimulatedResponse.Whole response) throws Exception {
        return Json.parse(response.body());
    }

    /** All that a simulator answers to a fixed sequence of requests, as one text. */
    private static String transcript(Simulator simulator) {
        StringBuilder transcript = new StringBuilder();
        String streamed = HELLO.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"");
        for (SimulatedRequest request : List.of(
                SimulatedRequest.post("/v1/messages", HELLO),
                SimulatedRequest.post("/v1/messages", streamed),
                SimulatedRequest.post("/v1/messages", "{}"),
                SimulatedRequest.get("/v1/models"))) {
            SimulatedResponse response = simulator.handle(request);
            transcript.append(response.status()).append(response.headers());
            switch (response) {
                case SimulatedResponse.Whole whole -> transcript.append(new String(whole.body(), UTF_8));
                case SimulatedResponse.Stream stream -> stream.steps().forEachRemaining(transcript::append);
                case SimulatedResponse.Broken broken -> throw new AssertionError(broken);
            }
        }
        return transcript.toString();
    }

    @Test
    void handle_sameSeedAndRequests_givesTheSameBytes() {
        assertThat(transcript(simulator())).isEqualTo(transcript(simulator())).hasSizeGreaterThan(10_000);
        assertThat(transcript(new Simulator(settings().seed(2).build()))).isNotEqualTo(transcript(simulator()));
    }

    @Test
    void handle_severalRequests_haveDifferentIdentifiers() throws Exception {
        Simulator simulator = simulator();
        SimulatedRequest hello = SimulatedRequest.post("/v1/messages", HELLO);

        String first = json(whole(simulator, hello)).path("id").asText();
        String second = json(whole(simulator, hello)).path("id").asText();

        assertThat(first).startsWith("msg_01").hasSize(28).isNotEqualTo(second);
    }

    @Test
    void handle_anyRequest_carriesTheDocumentedHeaders() {
        Headers headers = simulator().handle(SimulatedRequest.get("/nowhere")).headers();

        assertThat(headers.first("request-id").orElseThrow()).startsWith("req_");
        assertThat(headers.first("anthropic-organization-id")).isPresent();
        for (String limit : List.of("requests", "input-tokens", "output-tokens", "tokens")) {
            assertThat(headers.first("anthropic-ratelimit-" + limit + "-limit")).isPresent();
            assertThat(headers.first("anthropic-ratelimit-" + limit + "-remaining"))
                    .isPresent();
            assertThat(headers.first("anthropic-ratelimit-" + limit + "-reset")).contains("2026-11-20T12:00:01Z");
        }
    }

    @Test
    void handle_unknownPath_is404InTheApisForm() throws Exception {
        SimulatedResponse.Whole response = whole(simulator(), SimulatedRequest.get("/v1/nothing"));

        assertThat(response.status()).isEqualTo(404);
        assertThat(json(response).path("type").asText()).isEqualTo("error");
        assertThat(json(response).path("error").path("type").asText()).isEqualTo("not_found_error");
        assertThat(json(response).path("request_id").asText())
                .isEqualTo(response.headers().first("request-id").orElseThrow());
    }

    @Test
    void handle_wrongMethod_is405WithTheAllowedOne() {
        SimulatedResponse response = simulator().handle(SimulatedRequest.get("/v1/messages"));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().first("allow")).contains("POST");
        assertThat(simulator().handle(SimulatedRequest.post("/v1/models", "")).status())
                .isEqualTo(405);
    }

    private static JsonNode models(Simulator simulator, String query) throws Exception {
        return json(whole(
                simulator,
                new SimulatedRequest(
                        "GET", "/v1/models", query, SimulatedRequest.get("/").headers(), new byte[0])));
    }

    @Test
    void handle_modelsBeforeOne_areThoseRightBeforeIt() throws Exception {
        JsonNode all = models(simulator(), "limit=100").path("data");
        JsonNode page = models(
                simulator(), "limit=2&before_id=" + all.path(5).path("id").asText());

        assertThat(page.path("first_id")).isEqualTo(all.path(3).path("id"));
        assertThat(page.path("last_id")).isEqualTo(all.path(4).path("id"));
        assertThat(page.path("has_more").asBoolean()).isTrue();
    }

    @Test
    void handle_modelsAfterTheLast_areAnEmptyPage() throws Exception {
        String last = models(simulator(), "limit=100").path("last_id").asText();
        JsonNode page = models(simulator(), "after_id=" + last);

        assertThat(page.path("data").isArray()).isTrue();
        assertThat(page.path("data")).isEmpty();
        assertThat(page.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void handle_modelsPages_followEachOther() throws Exception {
        Simulator simulator = simulator();
        List<String> ids = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = models(simulator, "limit=7" + after);
            page.path("data").forEach(m -> ids.add(m.path("id").asText()));
            after = "&after_id=" + page.path("last_id").asText();
            more = page.path("has_more").asBoolean();
        }

        assertThat(ids).hasSize(18).doesNotHaveDuplicates().contains("claude-opus-5-5", "claude-haiku-4-5-20251001");
    }

    @Test
    void handle_simulatedPrefix_isTheModelItself() throws Exception {
        JsonNode message = json(whole(
                simulator(),
                SimulatedRequest.post("/v1/messages", HELLO.replace("claude-opus", "simulated-claude-opus"))));

        assertThat(message.path("model").asText()).isEqualTo("simulated-claude-opus-5-5");
    }

    @Test
    void requests_keys_areNotKept() {
        Simulator simulator = simulator();
        simulator.handle(SimulatedRequest.post("/v1/messages", HELLO));

        LoggedRequest logged = simulator.requests().getFirst();
        assertThat(logged.headers().first("authorization")).contains("[redacted]");
        assertThat(logged.body().path("model").asText()).isEqualTo("claude-opus-5-5");
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.number()).isEqualTo(1);
    }

    @Test
    void requests_moreThanAreKept_areTheNewest() {
        Simulator simulator = simulator();
        for (int i = 0; i < 1_010; i++) {
            simulator.handle(SimulatedRequest.get("/" + i));
        }

        assertThat(simulator.requests()).hasSize(1_000);
        assertThat(simulator.requests().getFirst().path()).isEqualTo("/10");
        assertThat(simulator.requests().getLast().path()).isEqualTo("/1009");
    }

    @Test
    void requestLog_file_getsALineForEachRequest(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("requests.jsonl");
        Simulator simulator = new Simulator(settings().requestLog(file).build());
        simulator.handle(SimulatedRequest.post("/v1/messages", HELLO));
        simulator.handle(SimulatedRequest.post("/v1/messages", "not json"));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4).noneMatch(l -> l.contains("in-process"));
        JsonNode first = Json.parse(lines.getFirst().getBytes(UTF_8));
        assertThat(first.path("at").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(first.path("body").path("max_tokens").asInt()).isEqualTo(500);
        assertThat(first.path("request_id").asText())
                .isEqualTo(simulator.requests().getFirst().requestId());
        assertThat(lines.get(2)).contains("\"kind\":\"request\"").doesNotContain("\"body\"");
        assertThat(lines.get(3)).contains("\"kind\":\"answer\"", "\"status\":400");
    }

    @Test
    void handle_brainFails_is500ThatIsNotWorthRepeating() throws Exception {
        Simulator simulator = new Simulator(SimulatorSettings.builder(prompt -> {
                    throw new IllegalStateException("out of ideas");
                })
                .build());

        SimulatedResponse.Whole response = whole(simulator, SimulatedRequest.post("/v1/messages", HELLO));

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.headers().first("x-should-retry")).contains("false");
        assertThat(json(response).path("error").path("message").asText()).contains("out of ideas");
    }

    @Test
    void handle_brainRefuses_isItsError() {
        Simulator simulator = new Simulator(SimulatorSettings.builder(prompt -> {
                    throw new ApiErrorException(new ApiError(529, "overloaded_error", "Overloaded"));
                })
                .build());

        assertThat(simulator
                        .handle(SimulatedRequest.post("/v1/messages", HELLO))
                        .status())
                .isEqualTo(529);
    }

    @Test
    void requestLog_newFile_isForItsOwnerOnly(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("log");
        new RequestLog(Optional.of(file)).add(logged(), 0, Instant.EPOCH);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void requestLog_cannotBeWrittenAnyMore_requestsAreStillKept(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("log.jsonl");
        RequestLog log = new RequestLog(Optional.of(file));
        Files.delete(file);
        Files.createDirectory(file);
        log.add(logged(), 0, Instant.EPOCH);
        log.add(logged(), 0, Instant.EPOCH);

        assertThat(log.requests()).hasSize(2);
    }

    private static LoggedRequest logged() {
        return new LoggedRequest(1, "GET", "/", "", Headers.EMPTY, MissingNode.getInstance(), 200, "req_1");
    }
}
