package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.internal.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the simulator refuses in every request; the themes have tests of their own in {@code validation}. */
final class ValidationTest {

    private static final Simulator SIMULATOR = new Simulator(
            SimulatorSettings.builder(prompt -> Reply.text("fine")).build());

    private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";
    private static final String CALL =
            "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"x\",\"input\":{}}]}";
    private static final String RESULT =
            "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"ok\"}]}";

    private static String bodyFor(String model, String... messages) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":100,\"messages\":[" + String.join(",", messages) + "]}";
    }

    private static String body(String... messages) {
        return bodyFor("claude-opus-5-5", messages);
    }

    private static String answer(String body) {
        return answer(SimulatedRequest.post("/v1/messages", body));
    }

    /** Status, error type and message of the answer; "200" if it is none. */
    private static String answer(SimulatedRequest request) {
        SimulatedResponse.Whole response = (SimulatedResponse.Whole) SIMULATOR.handle(request);
        if (response.status() == 200) {
            return "200";
        }
        try {
            JsonNode error = Json.parse(response.body()).path("error");
            return response.status() + " " + error.path("type").asText() + " "
                    + error.path("message").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static SimulatedRequest with(Headers headers) {
        return new SimulatedRequest(
                "POST", "/v1/messages", "", headers, body(USER).getBytes(UTF_8));
    }

    @Test
    void head_keyInEitherHeader_isAccepted() {
        assertThat(answer(with(Headers.of("x-api-key", "k", "anthropic-version", "2023-06-01"))))
                .isEqualTo("200");
        assertThat(answer(with(Headers.of("authorization", "Bearer k", "anthropic-version", "2026-10-21"))))
                .isEqualTo("200");
    }

    @Test
    void head_noKey_is401() {
        assertThat(answer(with(Headers.of("anthropic-version", "2023-06-01")))).startsWith("401 authentication_error");
        assertThat(answer(with(Headers.of("x-api-key", "", "anthropic-version", "2023-06-01"))))
                .isEqualTo("401 authentication_error invalid x-api-key");
        assertThat(answer(with(Headers.of("authorization", "Basic abc", "anthropic-version", "2023-06-01"))))
                .startsWith("401");
    }

    @Test
    void head_noOrUnknownVersion_is400() {
        assertThat(answer(with(Headers.of("x-api-key", "k"))))
                .isEqualTo("400 invalid_request_error anthropic-version: header is required");
        assertThat(answer(with(Headers.of("x-api-key", "k", "anthropic-version", "2025-01-01"))))
                .isEqualTo("400 invalid_request_error anthropic-version: \"2025-01-01\" is not a valid version");
    }

    @Test
    void body_tooLong_is413() {
        String long33 = body("{\"role\":\"user\",\"content\":\"" + "x".repeat(33 << 20) + "\"}");

        assertThat(answer(long33)).startsWith("413 request_too_large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nonsense                                   | The request body is not valid JSON: Unrecognized token",
                "{\"model\":                                | The request body is not valid JSON: Unexpected end",
                "[]                                         | Input should be a valid dictionary",
                "{}                                         | model: Field required",
                "{\"model\":1}                              | model: Input should be a valid string",
                "{\"model\":\"\"}                           | model: String should have at least 1 character",
                "{\"model\":\"m\"}                          | max_tokens: Field required",
                "{\"model\":\"m\",\"max_tokens\":\"x\"}     | max_tokens: Input should be a valid integer",
                "{\"model\":\"m\",\"max_tokens\":-1}        | max_tokens: Input should be greater than or equal to 0",
                "{\"model\":\"m\",\"max_tokens\":1}         | messages: Field required",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":{}} | messages: Input should be a valid list",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]} | messages: at least one message is required",
            })
    void shape_wrongField_isNamed(String body, String message) {
        assertThat(answer(body)).startsWith("400 invalid_request_error " + message);
    }

    @Test
    void shape_wrongMessages_areNamed() {
        assertThat(answer(body("7"))).endsWith("messages.0: Input should be a valid dictionary");
        assertThat(answer(body("{\"content\":\"x\"}"))).endsWith("messages.0.role: Field required");
        assertThat(answer(body("{\"role\":\"robot\",\"content\":\"x\"}"))).contains("Unexpected role \"robot\"");
        assertThat(answer(body("{\"role\":\"user\"}"))).endsWith("messages.0.content: Field required");
        assertThat(answer(body("{\"role\":\"user\",\"content\":[{}]}")))
                .endsWith("messages.0.content.0.type: Field required");
        assertThat(answer(body("{\"role\":\"assistant\",\"content\":\"x\"}")))
                .endsWith("first message must use the \"user\" role");
    }

    @Test
    void model_unknown_is404() {
        assertThat(answer(bodyFor("claude-9", USER))).isEqualTo("404 not_found_error model: claude-9");
    }

    @Test
    void maxTokens_overTheModelsLimit_namesBoth() {
        String body = bodyFor("claude-haiku-4-5", USER);

        assertThat(answer(body.replace("100", "64001")))
                .endsWith("max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for"
                        + " claude-haiku-4-5-20251001");
        assertThat(answer(body.replace("100", "64000"))).isEqualTo("200");
        assertThat(answer(body.replace("100", "99999999999999"))).contains("99999999999999 > 64000");
    }

    @Test
    void content_empty_isRefused() {
        assertThat(answer(body("{\"role\":\"user\",\"content\":\"\"}"))).contains("must have non-empty content");
        assertThat(answer(body("{\"role\":\"user\",\"content\":[]}"))).contains("must have non-empty content");
        assertThat(answer(body("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"}]}")))
                .endsWith("text content blocks must be non-empty");
    }

    @Test
    void tools_callsAndResults_haveToPair() {
        assertThat(answer(body(USER, CALL, RESULT))).isEqualTo("200");
        assertThat(answer(body(USER, CALL, USER)))
                .contains("messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t1");
        assertThat(answer(body(USER, CALL))).contains("`tool_use` ids were found without");
        assertThat(answer(body(USER, RESULT)))
                .contains("messages.1.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t1");
        assertThat(answer(body(RESULT))).contains("messages.0.content.0: unexpected `tool_use_id`");
    }

    @Test
    void prefill_newModels_isRefused() {
        String half = "{\"role\":\"assistant\",\"content\":\"Half a\"}";
        String paused = "{\"role\":\"assistant\",\"content\":[{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_s\","
                + "\"name\":\"web_search\",\"input\":{}}]}";

        assertThat(answer(bodyFor("claude-sonnet-4-5", USER, half))).isEqualTo("200");
        assertThat(answer(bodyFor("claude-opus-4-6", USER, half)))
                .endsWith("This model does not support assistant message prefill. The conversation must end with a user"
                        + " message.");
        assertThat(answer(bodyFor("claude-opus-4-6", USER, paused))).isEqualTo("200");
    }

    @Test
    void prompt_longerThanTheWindow_namesBothNumbers() {
        String half = "{\"role\":\"user\",\"content\":\"" + "word ".repeat(300_000) + "\"}";

        assertThat(answer(bodyFor("claude-haiku-4-5", half)))
                .matches("400 invalid_request_error prompt is too long: \\d{6} tokens > 200000 maximum");
        assertThat(answer(bodyFor("claude-opus-5-5", half))).isEqualTo("200");
    }

    @Test
    void countTokens_sameRules_butNoMaxTokens() {
        String body = body(USER).replace("\"max_tokens\":100,", "");

        assertThat(answer(SimulatedRequest.post("/v1/messages/count_tokens", body)))
                .isEqualTo("200");
        assertThat(answer(SimulatedRequest.post("/v1/messages/count_tokens", body(USER))))
                .contains("max_tokens: Extra inputs are not permitted");
        assertThat(answer(SimulatedRequest.post("/v1/messages/count_tokens", body.replace(USER, USER + "," + RESULT))))
                .contains("unexpected `tool_use_id`");
    }
}
