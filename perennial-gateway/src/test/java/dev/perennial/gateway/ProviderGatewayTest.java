package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.backends.Backend;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.Provider;
import dev.perennial.gateway.BedrockFake.Fault;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of the Messages API before a gateway whose upstream is a provider. */
@Timeout(60)
final class ProviderGatewayTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "us.anthropic.claude-opus-5-5-v1:0";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    @ParameterizedTest
    @EnumSource
    void message_somethingBreaksAtBedrock_isWhole(Fault fault) throws Exception {
        try (BedrockFake bedrock = new BedrockFake(SIMULATOR.baseUrl(), fault);
                Door door = bedrock(bedrock.uri(), BedrockFake.ENVIRONMENT)) {
            HttpResponse<String> answer = ask(door, "/v1/messages?beta=true", message(MODEL, false));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/content/0/text").asText())
                    .hasSize(2_000);
            assertThat(bedrock.requests()).hasSize(fault == Fault.NONE ? 1 : 2);
        }
    }

    @Test
    void stream_cutAtBedrock_goesOnAsTheApisEvents() throws Exception {
        try (BedrockFake bedrock = new BedrockFake(SIMULATOR.baseUrl(), Fault.CUT_IN_FRAME);
                Door door = bedrock(bedrock.uri(), BedrockFake.ENVIRONMENT)) {
            HttpResponse<String> answer = ask(door, "/anthropic/v1/messages", message(MODEL, true));

            assertThat(answer.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/event-stream");
            assertThat(answer.body()).containsOnlyOnce("event: message_start").containsOnlyOnce("event: message_stop");
            assertThat(answer.body()
                            .lines()
                            .filter(l -> l.startsWith("data: ") && l.contains("text_delta"))
                            .mapToInt(l -> text(l.substring(6)).length())
                            .sum())
                    .isEqualTo(2_000);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,https://attacker.example",
        "Origin,null",
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site",
        "Host,attacker.example",
        "Host,127.0.0.1.attacker.example:7420"
    })
    void message_fromAPageOfAnotherSite_isRefused(String header, String value) throws Exception {
        try (BedrockFake bedrock = new BedrockFake(SIMULATOR.baseUrl());
                Door door = bedrock(bedrock.uri(), BedrockFake.ENVIRONMENT)) {
            assertThat(plain(door, header, value)).startsWith("HTTP/1.1 403 ");
            assertThat(plain(door, header, value)).startsWith("HTTP/1.1 403 ");
            assertThat(bedrock.requests()).isEmpty();
        }
    }

    /** As a browser sends it without asking, with a header that only it can set; the first line of the answer. */
    private static String plain(Door door, String header, String value) throws IOException {
        String host = header.equals("Host") ? value : "127.0.0.1:" + door.uri().getPort();
        String more = header.equals("Host") ? "" : header + ": " + value + "\r\n";
        String body = message(MODEL, true);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), door.uri().getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/messages HTTP/1.1\r\nHost: " + host + "\r\n" + more
                                    + "Content-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        }
    }

    @Test
    void message_clientsOwnKey_staysHere() throws Exception {
        try (BedrockFake bedrock = new BedrockFake(SIMULATOR.baseUrl());
                Door door = bedrock(bedrock.uri(), BedrockFake.ENVIRONMENT)) {
            ask(door, "/v1/messages", message(MODEL, true));

            assertThat(bedrock.requests().getFirst().first("x-api-key")).isEmpty();
            assertThat(bedrock.requests().getFirst().first("anthropic-version")).isEmpty();
        }
    }

    @Test
    void message_credentialsThatAreWrong_isRefusedInTheApisForm() throws Exception {
        Map<String, String> wrong = new HashMap<>(BedrockFake.ENVIRONMENT);
        wrong.put("AWS_SECRET_ACCESS_KEY", "another");
        try (BedrockFake bedrock = new BedrockFake(SIMULATOR.baseUrl());
                Door door = bedrock(bedrock.uri(), wrong)) {
            HttpResponse<String> answer = ask(door, "/v1/messages", message(MODEL, true));

            assertThat(answer.statusCode()).isEqualTo(403);
            JsonNode error = JSON.readTree(answer.body());
            assertThat(error.at("/error/type").asText()).isEqualTo("permission_error");
            assertThat(error.at("/error/message").asText()).contains("signature");
            assertThat(bedrock.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/messages/count_tokens, us.anthropic.claude-opus-5-5-v1:0, has no /v1/messages/count_tokens",
        "/v1/messages/batches, us.anthropic.claude-opus-5-5-v1:0, has no /v1/messages/batches",
        "/v1/messages, claude-opus-5-5, model is `claude-opus-5-5`",
        "/healthy, us.anthropic.claude-opus-5-5-v1:0, /healthy is no path of the Messages API",
    })
    void request_thatBedrockHasNot_isRefusedUnsent(String path, String model, String why) throws Exception {
        try (BedrockFake bedrock = new BedrockFake(SIMULATOR.baseUrl());
                Door door = bedrock(bedrock.uri(), BedrockFake.ENVIRONMENT)) {
            HttpResponse<String> answer = ask(door, path, message(model, false));

            assertThat(answer.statusCode()).isEqualTo(400);
            JsonNode error = JSON.readTree(answer.body());
            assertThat(error.path("type").asText()).isEqualTo("error");
            assertThat(error.at("/error/type").asText()).isEqualTo("invalid_request_error");
            assertThat(error.at("/error/message").asText()).contains(why);
            assertThat(bedrock.requests()).isEmpty();
        }
    }

    @Test
    void request_ofAnyOtherKind_passesWhereTheProviderHasIt() throws Exception {
        try (Door door = before(
                Provider.AWS,
                SIMULATOR.baseUrl(),
                Map.of("ANTHROPIC_AWS_API_KEY", "k", "ANTHROPIC_AWS_WORKSPACE_ID", "w-1", "AWS_REGION", "eu-west-1"))) {
            HttpResponse<byte[]> models = door.send(door.to("/v1/models?limit=1"));
            HttpResponse<String> count =
                    ask(door, "/v1/messages/count_tokens", "{\"model\":\"claude-opus-5-5\",\"messages\":[]}");
            HttpResponse<String> answer = ask(door, "/v1/messages", message("claude-opus-5-5", false));

            assertThat(JSON.readTree(models.body()).path("data")).hasSize(1);
            assertThat(count.statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(count.body()).at("/error/message").asText())
                    .contains("messages");
            assertThat(JSON.readTree(answer.body()).at("/content/0/text").asText())
                    .hasSize(2_000);
            assertThat(SIMULATOR.requests().getLast().headers().first("anthropic-workspace-id"))
                    .contains("w-1");
        }
    }

    @Test
    void ready_providerThatCannotBeReached_saysWhere() throws Exception {
        try (Door door = bedrock(URI.create("http://127.0.0.1:1"), BedrockFake.ENVIRONMENT)) {
            HttpResponse<byte[]> ready = door.send(door.to("/readyz"));

            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(new String(ready.body(), UTF_8)).contains("cannot connect to http://127.0.0.1:1");
        }
    }

    private static Door bedrock(URI endpoint, Map<String, String> environment) {
        return before(Provider.BEDROCK, endpoint, environment);
    }

    private static Door before(Provider provider, URI endpoint, Map<String, String> environment) {
        Backend backend = ClientFactory.backend(ClientSettings.builder()
                        .provider(provider)
                        .baseUrl(endpoint.toString())
                        .environment(environment)
                        .build())
                .orElseThrow();
        return Door.before(endpoint, settings -> settings.withProvider(new GatewayProvider(provider, backend)));
    }

    private static HttpResponse<String> ask(Door door, String path, String body) throws Exception {
        return door.ask(door.to(path), body, "crlf");
    }

    private static String message(String model, boolean stream) {
        return Door.message("Tell me of rivers.", stream).replace("claude-opus-5-5", model);
    }

    private static String text(String event) {
        try {
            return JSON.readTree(event).at("/delta/text").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
