package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaMessageAccumulator;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages and events as the SDK's types, against what the SDK makes of the same stream by itself. */
final class SdkEqualityTest {

    private static final String TEXT = "{\"type\":\"text\",\"text\":\"\"}";
    private static final String CALL = "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"f\",\"input\":{}}";
    private static final String SERVER_CALL =
            "{\"type\":\"server_tool_use\",\"id\":\"srvtoolu_1\",\"name\":\"web_search\",\"input\":{}}";
    private static final String PAGE_CITED = """
            {"type":"citations_delta","citation":{"type":"page_location","cited_text":"x","document_index":0,\
            "document_title":"d","file_id":null,"start_page_number":1,"end_page_number":2}}""";
    private static final String WEB_CITED = """
            {"type":"citations_delta","citation":{"type":"web_search_result_location","cited_text":"x",\
            "encrypted_index":"e","title":"t","url":"u"}}""";
    private static final String FOUND = """
            {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result",\
            "title":"t","url":"u","encrypted_content":"e","page_age":null}]}""";
    private static final String NOT_FOUND = """
            {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1",\
            "content":{"type":"web_search_tool_result_error","error_code":"unavailable"}}""";
    private static final String RUN = """
            {"type":"bash_code_execution_tool_result","tool_use_id":"srvtoolu_2","content":{\
            "type":"bash_code_execution_result","content":[],"return_code":0,"stderr":"","stdout":"1"}}""";

    static Stream<String> blocks() {
        return Stream.of(
                Wire.block(
                        0,
                        "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                        Wire.thinking(0, "Hm 😀"),
                        Wire.delta(0, "{\"type\":\"signature_delta\",\"signature\":\"sig\"}")),
                Wire.block(0, "{\"type\":\"redacted_thinking\",\"data\":\"abc\"}"),
                Wire.block(0, TEXT),
                Wire.block(0, TEXT, Wire.delta(0, PAGE_CITED), Wire.text(0, "a"), Wire.delta(0, WEB_CITED)),
                Wire.block(0, "{\"type\":\"text\",\"text\":\"so \",\"citations\":null}", Wire.text(0, "it began")),
                Wire.block(0, "{\"type\":\"text\",\"text\":\"\",\"shine\":1.50}", Wire.text(0, "a")),
                Wire.block(0, SERVER_CALL, Wire.inputJson(0, ""), Wire.inputJson(0, "{\"query\":\"x\"}")),
                Wire.block(0, FOUND),
                Wire.block(0, NOT_FOUND),
                Wire.block(0, RUN),
                Wire.block(0, "{\"type\":\"container_upload\",\"file_id\":\"f\"}"),
                Wire.block(0, "{\"type\":\"glow\",\"x\":1.5,\"y\":[1.0,{\"z\":2.50}]}"));
    }

    static Stream<String> inputs() {
        return Stream.of(
                        "",
                        " \n",
                        "{}",
                        "{\"a\":[true,null,\"\\u00e9\\ud83d\\ude00\"]}",
                        "{\"a\":\"\\ud83d\"}",
                        "{\"a\":1,\"a\":2}",
                        "{\"a\":1.5,\"b\":[1.0,{\"c\":0.10}]}",
                        "{\"a\":1e3}",
                        "{\"a\":1E-7}",
                        "{\"a\":1e400}",
                        "{\"a\":12345678901234567.123456789}",
                        "{\"a\":123456789012345678901234567890}",
                        "{\"a\":3000000000}")
                .map(input -> Wire.block(0, CALL, Wire.inputJson(0, ""), Wire.inputJson(0, input)));
    }

    @ParameterizedTest
    @MethodSource({"blocks", "inputs"})
    void message_anyBlock_isEqualToTheSdks(String block) throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.START + block + Wire.END_TURN + Wire.STOP);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = client.stream();
                StreamResponse<RawMessageStreamEvent> events =
                        client.sdk().messages().createStreaming(OpenClient.hello())) {
            MessageAccumulator sdk = MessageAccumulator.create();
            events.stream().forEach(sdk::accumulate);
            MessageAccumulator ofOurEvents = MessageAccumulator.create();
            stream.forEach(event -> event.toSdk().ifPresent(ofOurEvents::accumulate));

            assertThat(stream.finalMessage()).isEqualTo(sdk.message());
            assertThat(stream.snapshot().toMessage()).isEqualTo(sdk.message());
            assertThat(ofOurEvents.message()).isEqualTo(sdk.message());
        }
    }

    @ParameterizedTest
    @MethodSource({"blocks", "inputs"})
    void betaMessage_anyBlock_isEqualToTheSdks(String block) throws Exception {
        MessageCreateParams params = MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(1000)
                .addUserMessage("Hello")
                .build();
        try (ScriptedServer server = ScriptedServer.streaming(Wire.START + block + Wire.END_TURN + Wire.STOP);
                OpenClient client = OpenClient.to(server);
                MessageStream stream = MessageStream.open(client.sdk(), params);
                StreamResponse<BetaRawMessageStreamEvent> events =
                        client.sdk().beta().messages().createStreaming(params)) {
            BetaMessageAccumulator sdk = BetaMessageAccumulator.create();
            events.stream().forEach(sdk::accumulate);
            BetaMessageAccumulator ofOurEvents = BetaMessageAccumulator.create();
            stream.forEach(event -> event.toBetaSdk().ifPresent(ofOurEvents::accumulate));

            assertThat(stream.finalBetaMessage()).isEqualTo(sdk.message());
            assertThat(ofOurEvents.message()).isEqualTo(sdk.message());
        }
    }
}
