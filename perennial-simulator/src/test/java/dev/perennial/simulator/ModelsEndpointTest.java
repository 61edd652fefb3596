package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the list of models refuses. */
final class ModelsEndpointTest {

    private static final Headers KEY = SimulatedRequest.get("/").headers();

    private static String answer(String path, String query, Headers headers) {
        Simulator simulator = new Simulator(
                SimulatorSettings.builder(prompt -> Reply.text("fine")).build());
        SimulatedResponse.Whole response = (SimulatedResponse.Whole)
                simulator.handle(new SimulatedRequest("GET", path, query, headers, new byte[0]));
        return response.status() + " " + new String(response.body(), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "99999", "ten", ""})
    void list_limitOutOfRange_isRefused(String limit) {
        assertThat(answer("/v1/models", "limit=" + limit, KEY))
                .startsWith("400 ")
                .contains("\"limit: Input should be an integer from 1 to 1000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000"})
    void list_limitInRange_isAccepted(String limit) {
        assertThat(answer("/v1/models", "limit=" + limit, KEY)).startsWith("200 ");
    }

    @Test
    void model_unknown_is404() {
        assertThat(answer("/v1/models/claude-9", "", KEY))
                .startsWith("404 ")
                .contains("\"not_found_error\"", "\"model: claude-9\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/models/claude-opus-5-5"})
    void request_withoutKeyOrVersion_isRefused(String path) {
        assertThat(answer(path, "", Headers.of("anthropic-version", "2026-10-21")))
                .startsWith("401 ")
                .contains("\"authentication_error\"");
        assertThat(answer(path, "", Headers.of("x-api-key", "k")))
                .startsWith("400 ")
                .contains("anthropic-version: header is required");
        assertThat(answer(path, "", KEY)).startsWith("200 ");
    }
}
