package dev.perennial.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.RawMessages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose stream or request goes wrong, against a server that answers with fixed bytes. */
@Timeout(60)
final class BrokenStreamTest {

    private static final String START = event("""
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m",\
            "content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}""") + event("""
            {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""") + event("""
            {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"half an ans"}}""");
    private static final String TEXT_STOP = event("{\"type\":\"content_block_stop\",\"index\":0}");
    private static final String END_TURN = event("""
            {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
            "usage":{"output_tokens":5}}""");

    private HttpServer server;
    private AnthropicClient client;
    private volatile int status = 200;
    private volatile String type = "text/event-stream";
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        client = ClientFactory.create(ClientSettings.builder()
                .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .apiKey("test")
                .maxRetries(0)
                .build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, OVERLOADED",
        "rate_limit_error, RATE_LIMITED",
        "invalid_request_error, REJECTED",
        "authentication_error, REJECTED",
        "billing_error, REJECTED",
        "permission_error, REJECTED",
        "api_error, CUT",
        "something_new, CUT",
    })
    void run_errorInTheStream_endsByItsType(String error, Outcome outcome) {
        body = START + event("{\"type\":\"error\",\"error\":{\"type\":\"" + error + "\",\"message\":\"Sorry\"}}");

        RunResult result = run();

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.text()).isEqualTo("half an ans");
        assertThat(result.detail()).contains("Sorry");
        assertThat(result.attempts().getFirst().end()).isEqualTo(error);
    }

    @Test
    void run_streamWithoutEnd_isCutWithTheTextSoFar() {
        body = START;

        RunResult result = run();

        assertThat(result.outcome()).isEqualTo(Outcome.CUT);
        assertThat(result.text()).isEqualTo("half an ans");
    }

    @Test
    void run_textBlockClosedButNoStopReason_isCut() {
        body = START + TEXT_STOP;

        assertThat(run().outcome()).isEqualTo(Outcome.CUT);
    }

    @Test
    void run_onlyTheEndMarkMissing_isComplete() {
        body = START + TEXT_STOP + END_TURN;

        RunResult result = run();

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(result.usage().output()).isEqualTo(5);
    }

    @Test
    void run_unreadableEvent_isCut() {
        body = START + "event: content_block_delta\ndata: {\"type\":\"content_blo\n\n" + TEXT_STOP + END_TURN;

        assertThat(run().outcome()).isEqualTo(Outcome.CUT);
    }

    @Test
    void run_inputThatIsNoJson_isNotRunAndAnsweredWithAnError() {
        body = START
                + TEXT_STOP
                + event("""
                {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"x","input":{}}}""")
                + event("""
                {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{oops"}}""")
                + event("{\"type\":\"content_block_stop\",\"index\":1}")
                + END_TURN.replace("end_turn", "tool_use");

        RunResult result = run();

        assertThat(result.outcome()).isEqualTo(Outcome.BUDGET_SPENT);
        assertThat(result.attempts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error, something, REJECTED",
        "400, invalid_request_error, prompt is too long: 2 tokens > 1 maximum, CONTEXT_FULL",
        "401, authentication_error, bad key, REJECTED",
        "403, permission_error, no, REJECTED",
        "404, not_found_error, no, REJECTED",
        "413, request_too_large, no, REJECTED",
        "429, rate_limit_error, slow down, RATE_LIMITED",
        "500, api_error, oops, CUT",
        "503, api_error, oops, OVERLOADED",
        "529, overloaded_error, Overloaded, OVERLOADED",
    })
    void run_requestRefused_endsByItsStatus(int code, String error, String message, Outcome outcome) {
        status = code;
        type = "application/json";
        body = "{\"type\":\"error\",\"error\":{\"type\":\"" + error + "\",\"message\":\"" + message + "\"}}";

        RunResult result = run();

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.detail()).contains(String.valueOf(code), message);
        assertThat(result.attempts().getFirst().end()).isEqualTo(error);
    }

    private RunResult run() {
        MessageSource source = conversation -> open(conversation);
        SessionSettings settings = new SessionSettings("s-1", "/folder", "m", false, 2);
        try (Session session = Session.open(settings, source, List.of(), (seq, event) -> {}, System::nanoTime)) {
            return session.run("hi");
        }
    }

    private MessageStream open(ObjectNode conversation) {
        ObjectNode request = conversation.deepCopy().put("model", "m").put("max_tokens", 100);
        return MessageStream.open(client, RawMessages.params(request));
    }

    private static String event(String json) {
        String name = json.substring(9, json.indexOf('"', 9));
        return "event: " + name + "\ndata: " + json + "\n\n";
    }
}
