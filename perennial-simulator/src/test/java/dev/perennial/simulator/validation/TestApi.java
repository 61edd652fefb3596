package dev.perennial.simulator.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatedRequest;
import dev.perennial.simulator.SimulatedResponse;
import dev.perennial.simulator.Simulator;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.assume.Assumption;
import dev.perennial.simulator.internal.Json;

/** A simulator that is asked in JSON with single quotes and answers in one line. */
final class TestApi {

    private static final String MAX_TOKENS = "'max_tokens':2000,";

    static final String USER = "{'role':'user','content':'Hi'}";
    static final String ANSWER = "{'role':'assistant','content':'Hello.'}";

    private final Simulator simulator;
    private String path = "/v1/messages";
    private Headers headers = Headers.of("x-api-key", "k");
    private String version = "2026-10-21";

    private TestApi(SimulatorSettings settings) {
        this.simulator = new Simulator(settings);
    }

    static TestApi api() {
        return answering(prompt -> Reply.text("Fine."));
    }

    static TestApi answering(Brain brain) {
        return new TestApi(SimulatorSettings.builder(brain).build());
    }

    static TestApi assuming(Assumption assumption, String answer) {
        return new TestApi(SimulatorSettings.builder(prompt -> Reply.text("Fine."))
                .assume(assumption, answer)
                .build());
    }

    TestApi version(String value) {
        version = value;
        return this;
    }

    TestApi beta(String value) {
        return header("anthropic-beta", value);
    }

    TestApi header(String name, String value) {
        headers = headers.with(name, value);
        return this;
    }

    TestApi counting() {
        path = "/v1/messages/count_tokens";
        return this;
    }

    /** A body for Opus 5.5. */
    static String body(String... messages) {
        return bodyFor("claude-opus-5-5", "", messages);
    }

    /** A body with further fields, each with a comma at its end. */
    static String bodyFor(String model, String fields, String... messages) {
        return "{'model':'" + model + "'," + MAX_TOKENS + fields + "'messages':[" + String.join(",", messages) + "]}";
    }

    static String user(String blocks) {
        return "{'role':'user','content':[" + blocks + "]}";
    }

    static String assistant(String blocks) {
        return "{'role':'assistant','content':[" + blocks + "]}";
    }

    /** "200", or the status and the message. */
    String answer(String body) {
        SimulatedResponse response = handle(body);
        if (response instanceof SimulatedResponse.Stream) {
            return "200";
        }
        JsonNode error = parse(((SimulatedResponse.Whole) response).body()).path("error");
        return response.status() == 200
                ? "200"
                : response.status()
                        + (error.path("type").asText().equals("invalid_request_error") ? " " : " other type ")
                        + error.path("message").asText();
    }

    /** The body of a whole answer. */
    JsonNode whole(String body) {
        return parse(((SimulatedResponse.Whole) handle(body)).body());
    }

    SimulatedResponse handle(String body) {
        Headers all = headers.with("anthropic-version", version);
        String sent = path.endsWith("count_tokens") ? body.replace(MAX_TOKENS, "") : body;
        return simulator.handle(new SimulatedRequest(
                "POST", path, "", all, sent.replace('\'', '"').getBytes(UTF_8)));
    }

    private static JsonNode parse(byte[] json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
