package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.limit.Limits;
import dev.perennial.simulator.limit.SpendLimit;
import dev.perennial.simulator.text.TextBrain;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits changed from outside while the simulator runs. */
final class LimitsEndpointTest {

    private final Simulator simulator = new Simulator(
            SimulatorSettings.builder(TextBrain.create()).clock(new FakeClock()).build());

    private SimulatedResponse.Whole send(String method, String path, String body) {
        return (SimulatedResponse.Whole)
                simulator.handle(new SimulatedRequest(method, path, "", Headers.EMPTY, body.getBytes(UTF_8)));
    }

    private static JsonNode json(SimulatedResponse.Whole response) {
        return Conversation.json(response.body());
    }

    @Test
    void put_anyLimits_areInForceAndReadBack() {
        SimulatedResponse.Whole response = send(
                "PUT",
                "/simulator/limits",
                "{\"classes\":{\"*\":{\"requests\":50,\"input_tokens\":40000,\"output_tokens\":8000}},"
                        + "\"request_window_ms\":1000,\"ramp\":{\"window_ms\":5000,\"tokens\":100,\"factor\":3},"
                        + "\"foreign\":{\"requests\":1,\"input_tokens\":2,\"output_tokens\":3},"
                        + "\"refused_count\":true,\"spend\":\"contract\"}");
        Limits limits = simulator.limits().limits();

        assertThat(response.status()).isEqualTo(200);
        assertThat(limits.of("opus-5-5").orElseThrow().inputTokens()).isEqualTo(40_000);
        assertThat(limits.requestWindow()).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.ramp().orElseThrow().factor()).isEqualTo(3);
        assertThat(limits.foreign().outputTokens()).isEqualTo(3);
        assertThat(limits.refusedCount()).isTrue();
        assertThat(limits.spend()).isEqualTo(SpendLimit.CONTRACT);
        JsonNode read = json(send("GET", "/simulator/limits", ""));
        assertThat(json(send("PUT", "/simulator/limits", read.toString()))).isEqualTo(read);
        assertThat(simulator.limits().limits()).isEqualTo(limits);
    }

    @Test
    void put_tier_isItsLimits() {
        send("PUT", "/simulator/limits", "{\"tier\":\"scale\"}");

        assertThat(simulator.limits().limits()).isEqualTo(Limits.tier("scale").orElseThrow());
        send("PUT", "/simulator/limits", "{\"tier\":\"off\"}");
        assertThat(simulator.limits().limits()).isEqualTo(Limits.OFF);
    }

    @Test
    void withdraw_takesFromTheBuckets() {
        send("PUT", "/simulator/limits", "{\"tier\":\"start\"}");
        simulator.handle(
                SimulatedRequest.post(
                        "/v1/messages",
                        "{\"model\":\"claude-opus-5-5\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
        JsonNode state = json(send("POST", "/simulator/limits/withdraw", "{\"class\":\"opus-5-5\",\"requests\":900}"));

        assertThat(state.path("levels").get(0).path("remaining").asInt()).isEqualTo(99);
    }

    @Test
    void withdraw_oneAmountWrong_takesNothing() {
        send("PUT", "/simulator/limits", "{\"tier\":\"start\"}");
        simulator.handle(
                SimulatedRequest.post(
                        "/v1/messages",
                        "{\"model\":\"claude-opus-5-5\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
        JsonNode before = json(send("GET", "/simulator/limits", ""));

        assertThat(send("POST", "/simulator/limits/withdraw", "{\"requests\":900,\"output_tokens\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(json(send("GET", "/simulator/limits", ""))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "PUT;/simulator/limits;nothing;has to be a JSON object",
                "PUT;/simulator/limits;[];has to be a JSON object",
                "PUT;/simulator/limits;{\"tier\":\"gold\"};say off, start, build or scale",
                "PUT;/simulator/limits;{\"request\":1};Unknown field `request`",
                "PUT;/simulator/limits;{\"classes\":{\"*\":{\"requests\":1}}};classes.*.input_tokens: has to be a whole number, is missing",
                "PUT;/simulator/limits;{\"spend\":\"all\"};say none, enforced or contract",
                "PUT;/simulator/limits;{\"ramp\":{\"window_ms\":0,\"tokens\":1}};window",
                "PUT;/simulator/limits;{\"request_window_ms\":1e9};has to be a whole number",
                "PUT;/simulator/limits;{\"refused_count\":\"yes\"};refused_count: has to be true or false, is \"yes\"",
                "PUT;/simulator/limits;{\"classes\":[]};classes: has to be a JSON object, is []",
                "PUT;/simulator/limits;{\"tier\":null};tier: `null` is none",
                "PUT;/simulator/limits;{\"tier\":[\"start\"]};tier: `[\"start\"]` is none",
                "PUT;/simulator/limits;{\"foreign\":{\"request\":1}};Unknown field `foreign.request`",
                "PUT;/simulator/limits;{\"ramp\":{\"window_ms\":9000000000000000000,\"tokens\":1}};at most a day",
                "PUT;/simulator/limits;{\"ramp\":{\"window_ms\":1000,\"tokens\":1,\"factor\":\"x\"}};ramp.factor: has to be a number",
                "PUT;/simulator/limits;{\"ramp\":{\"window_ms\":1000,\"tokens\":1,\"faktor\":2}};Unknown field `ramp.faktor`",
                "POST;/simulator/limits/withdraw;{\"request\":1};Unknown field `request`; there are class, input_tokens",
                "POST;/simulator/limits/withdraw;{\"class\":7,\"requests\":1};class: has to be a string",
                "POST;/simulator/limits/withdraw;{\"requests\":-1};has to be 1 or more",
                "POST;/simulator/limits/withdraw;{\"requests\":\"x\"};requests: has to be a whole number"
            })
    void change_wrong_isRefusedWithTheWayOut(String method, String path, String body, String message) {
        SimulatedResponse.Whole response = send(method, path, body);

        assertThat(response.status()).isEqualTo(400);
        assertThat(json(response).path("error").path("message").asText()).contains(message);
        assertThat(simulator.limits().limits()).isEqualTo(Limits.OFF);
    }

    @Test
    void path_wrongMethodOrUnknown_saysWhatThereIs() {
        assertThat(send("DELETE", "/simulator/limits", "").status()).isEqualTo(405);
        assertThat(send("GET", "/simulator/limits/withdraw", "").headers().first("allow"))
                .contains("POST");
        assertThat(send("GET", "/simulator/limits/other", "").status()).isEqualTo(404);
    }
}
