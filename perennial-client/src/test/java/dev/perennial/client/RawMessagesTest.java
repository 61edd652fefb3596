package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw bodies reach the server as they are. */
class RawMessagesTest {

    @Test
    void params_nastyJson_reachesTheServerUnchanged() throws Exception {
        String rest = """
                "messages":[{"role":"user","content":"é 流 🌊 \\u0001 \\"q\\" \\\\ / <&>\\u2028"},\
                {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":\
                {"one":1.0,"ten":1.10,"neg":-0,"tiny":1E-400,"huge":123456789012345678901234567890,\
                "exact":0.1000000000000000055511151231257827,"empty":{},"list":[],"deep":[[[[null,true,false]]]],"":"",\
                "dup key":"b","z":1,"a":2}}]}],\
                "model":"claude-sonnet-4-6",\
                "system":[{"text":"s","type":"text","cache_control":{"type":"ephemeral"}}],"zebra":null,\
                "tools":[],"temperature":0.70,"thinking":{"type":"hologram"},"metadata":{"user_id":"u"},"stop_sequences":[]""";
        String body = "{\"max_tokens\":1000," + rest + "}";

        String expected = body.substring(0, body.length() - 1)
                .replace("\"neg\":-0", "\"neg\":0")
                .replace("\\u2028", Character.toString(0x2028))
                .replace("🌊", "\\uD83C\\uDF0A");

        assertThat(received(RawMessages.parse(body))).isEqualTo(expected + ",\"stream\":true}");
    }

    @Test
    void params_otherOrder_keepsTheOrderOfTheRestAndIsStable() throws Exception {
        ObjectNode body = RawMessages.parse(
                "{\"tools\":[],\"stream\":false,\"model\":\"m\",\"messages\":[],\"max_tokens\":5,\"a\":1}");

        assertThat(received(body))
                .isEqualTo("{\"max_tokens\":5,\"messages\":[],\"model\":\"m\",\"tools\":[],\"a\":1,\"stream\":true}")
                .isEqualTo(received(body));
    }

    @Test
    void params_betas_becomeTheHeader() throws Exception {
        ObjectNode body = RawMessages.parse("{\"model\":\"m\",\"messages\":[],\"max_tokens\":5}");
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server)) {
            MessageStream.open(client.sdk(), RawMessages.params(body, List.of("a", "b")))
                    .close();
            MessageStream.open(client.sdk(), RawMessages.betaParams(body, List.of("a", "b")))
                    .close();

            assertThat(server.exchanges()).allSatisfy(exchange -> {
                assertThat(exchange.header("anthropic-beta")).contains("a,b");
                assertThat(exchange.body())
                        .isEqualTo("{\"max_tokens\":5,\"messages\":[],\"model\":\"m\",\"stream\":true}");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"max_tokens\":5}",
                "{\"model\":7,\"max_tokens\":5}",
                "{\"model\":\"m\"}",
                "{\"model\":\"m\",\"max_tokens\":\"5\"}",
                "{\"model\":\"m\",\"max_tokens\":5.5}",
                "{\"model\":\"m\",\"max_tokens\":99999999999999999999}"
            })
    void params_withoutWhatTheSdkNeeds_namesTheField(String body) {
        assertThatThrownBy(() -> RawMessages.params(RawMessages.parse(body)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(model|messages|max_tokens) is .* but .*");
    }

    @Test
    void parse_noObject_isRefused() {
        assertThatThrownBy(() -> RawMessages.parse("[1]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RawMessages.parse("{} x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void open_promptOfAMillionTokens_allocatesAtMostFourTimesItsBytes() throws Exception {
        ObjectNode body = RawMessages.parse("{\"model\":\"m\",\"max_tokens\":5}");
        String prompt = "All rivers run into the sea. ".repeat(4_000_000 / 29);
        body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server)) {
            client.stream().close();
            long allocated = allocatedBy(() ->
                    MessageStream.open(client.sdk(), RawMessages.params(body)).close());

            assertThat(server.exchanges().getLast().body()).hasSizeGreaterThan(prompt.length());
            assertThat(allocated).isLessThan(4L * prompt.length());
        }
    }

    @Test
    void count_body_isCountedWithoutMaxTokens() throws Exception {
        ObjectNode body = RawMessages.parse("{\"model\":\"m\",\"max_tokens\":5,\"messages\":[],\"stream\":true}");
        try (ScriptedServer server =
                        ScriptedServer.http(e -> e.respond(200, "application/json", "{\"input_tokens\":2095}"));
                OpenClient client = OpenClient.to(server)) {
            assertThat(new TokenCount(client.sdk()).count(body, List.of())).isEqualTo(OptionalLong.of(2095));
            assertThat(server.exchanges().getFirst().target()).isEqualTo("/v1/messages/count_tokens");
            assertThat(server.exchanges().getFirst().body()).isEqualTo("{\"messages\":[],\"model\":\"m\"}");
        }
    }

    @Test
    void count_noCount_isNothingAfterOneTry() throws Exception {
        ObjectNode body = RawMessages.parse("{\"model\":\"m\",\"messages\":[]}");
        for (String answer : List.of("<html>", "{}", "{\"input_tokens\":-1}", "{\"input_tokens\":\"7\"}", "")) {
            try (ScriptedServer server = ScriptedServer.http(e -> e.respond(200, "application/json", answer));
                    OpenClient client = OpenClient.to(server)) {
                assertThat(new TokenCount(client.sdk()).count(body, List.of())).isEmpty();
            }
        }
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(529, "application/json", "{}"));
                OpenClient client = OpenClient.to(server)) {
            assertThat(new TokenCount(client.sdk()).count(body, List.of())).isEmpty();
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    private static String received(ObjectNode body) throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                OpenClient client = OpenClient.to(server)) {
            MessageStream.open(client.sdk(), RawMessages.params(body)).close();
            return server.exchanges().getFirst().body();
        }
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
