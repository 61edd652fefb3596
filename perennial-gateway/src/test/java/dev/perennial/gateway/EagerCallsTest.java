package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageAssembly;
import dev.perennial.client.PerennialSettings;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Prompt;
import dev.perennial.simulator.Reply;
import dev.perennial.testkit.SimulatorExtension;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that their clients want to see while they are written, and that break on the way. */
@Timeout(60)
final class EagerCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "A long text with \"quotes\" and — dashes, written piece by piece. ".repeat(8);
    private static final String EAGER = "\"eager_input_streaming\":true,";
    private static final String BETA = "fine-grained-tool-streaming-2025-05-14";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = SimulatorExtension.withBrain(model());

    private Door door;

    /** Writes the same again when it is asked to; of a poem it writes another. */
    private static Brain model() {
        return prompt -> {
            boolean again = prompt.lastUserText().contains("Make the call again");
            boolean poem =
                    Prompt.text(prompt.messages().getFirst().path("content")).contains("poem");
            ObjectNode call = write(again && poem ? "Another text" : TEXT);
            return again ? Reply.of(call) : Reply.of(Reply.textBlock("I write it."), call);
        };
    }

    private static ObjectNode write(String text) {
        ObjectNode input =
                JsonNodeFactory.instance.objectNode().put("path", "a.txt").put("text", text);
        return Reply.toolUseBlock("write", input);
    }

    private static String request(String ofTool, String question, boolean stream) {
        return Door.message(question, stream)
                .replace(
                        "\"messages\"",
                        "\"tools\":[{" + ofTool
                                + "\"name\":\"write\",\"input_schema\":{\"type\":\"object\"}}],\"messages\"");
    }

    @BeforeEach
    void open() {
        PerennialSettings quick = PerennialSettings.builder()
                .toolInputTimeout(Duration.ofSeconds(2))
                .build();
        door = Door.before(SIMULATOR.baseUrl(), settings -> settings.withStreams(quick));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void eagerCall_nothingBreaks_passesByteByByte() throws Exception {
        String body = request(EAGER, "healthy", true);

        HttpResponse<String> direct = door.ask(door.directlyTo("/v1/messages"), body, "crlf");
        HttpResponse<String> through = door.ask(door.to("/v1/messages"), body, "crlf");

        assertThat(withoutIds(through.body())).isEqualTo(withoutIds(direct.body()));
    }

    private static String withoutIds(String events) {
        return events.replaceAll("(msg|toolu)_[A-Za-z0-9]+", "$1_X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset@tool_input:1",
                "reset@tool_input:200",
                "eof@tool_input:300",
                "silence-pings=1h@tool_input:100",
                "error-overloaded@tool_input:250",
                "json-garbage@tool_input:150",
                "reset@tool_input:40+close@tool_input:20~2+eof@tool_input:300~3"
            })
    void eagerCall_somethingBreaks_isLive_andGoesOn(String fault) throws Exception {
        String broken = door.ask(door.to("/v1/messages"), request(EAGER, fault, true), fault)
                .body();

        assertThat(broken.indexOf("\"partial_json\":")).isBetween(0, broken.indexOf(": perennial attempt "));
        assertThat(broken).contains("), repeated", "event: message_stop").doesNotContain("event: error");
        assertThat(broken.split("\"type\":\"tool_use\"", -1)).hasSize(2);
        JsonNode call = folded(broken).at("/content/1");
        assertThat(call.at("/input/text").asText()).isEqualTo(TEXT);
        assertThat(call.path("id").asText()).startsWith("toolu_");
    }

    @Test
    void eagerCall_madeAgainOtherwise_endsWithAnError_andNoEndOfTheCall() throws Exception {
        String body = request(EAGER, "a poem", true);

        String broken =
                door.ask(door.to("/v1/messages"), body, "reset@tool_input:100").body();

        assertThat(broken)
                .contains("event: error", "api_error", "contradicted")
                .doesNotContain("Another", "message_stop", "message_delta", "\"content_block_stop\",\"index\":1");
        assertThat(broken.split("event: content_block_stop", -1)).hasSize(2);
    }

    @Test
    void olderBeta_makesEveryCallEager() throws Exception {
        HttpRequest.Builder request = door.to("/v1/messages").header("anthropic-beta", "files-api-2025-04-14," + BETA);

        String broken = door.ask(request, request("", "beta", true), "reset@tool_input:100")
                .body();

        assertThat(broken).contains("), repeated", "event: message_stop");
        assertThat(folded(broken).at("/content/1/input/text").asText()).isEqualTo(TEXT);
    }

    @Test
    void otherCall_isHeld_andMayComeOtherwise() throws Exception {
        String body = request("", "a poem", true);

        String broken =
                door.ask(door.to("/v1/messages"), body, "reset@tool_input:100").body();

        assertThat(broken).doesNotContain("repeated", "event: error");
        assertThat(folded(broken).at("/content/1/input/text").asText()).isEqualTo("Another text");
    }

    @Test
    void eagerCall_withoutAStream_isHeld_andMayComeOtherwise() throws Exception {
        HttpResponse<String> whole =
                door.ask(door.to("/v1/messages"), request(EAGER, "a poem", false), "reset@tool_input:100");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(whole.body()).at("/content/1/input/text").asText())
                .isEqualTo("Another text");
    }

    private static JsonNode folded(String events) throws JsonProcessingException {
        MessageAssembly message = new MessageAssembly();
        byte[] bytes = events.getBytes(UTF_8);
        message.feed(bytes, 0, bytes.length);
        return JSON.readTree(new String(message.json(), UTF_8));
    }
}
