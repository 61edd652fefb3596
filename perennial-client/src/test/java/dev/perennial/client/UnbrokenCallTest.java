package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.stream.recovery.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the interceptor promises to a program that uses the official SDK. */
final class UnbrokenCallTest {

    @Test
    void createStreaming_nothingBreaks_passesEveryByte() throws Exception {
        String odd = ": a comment\n\n"
                + Wire.HELLO.replace(
                        "event: ping\n", "event: news\ndata: {\"type\":\"news\",\"n\": 1.0}\n\nevent: ping\n");
        try (ScriptedServer server = ScriptedServer.streaming(odd);
                UnbrokenClient client = UnbrokenClient.to(server.url());
                HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                        client.sync().messages().withRawResponse().createStreaming(OpenClient.hello())) {
            assertThat(new String(response.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(odd);
            assertThat(response.requestId()).contains("req_1");
            assertThat(response.headers().values("anthropic-ratelimit-requests-remaining"))
                    .containsExactly("41");
            assertThat(client.perennial().outcome(response.headers()).orElseThrow())
                    .isInstanceOf(Outcome.Complete.class);
        }
    }

    @Test
    void create_fieldsThatNobodyKnows_areThoseOfTheStream() throws Exception {
        String start = Wire.START.replace("\"usage\":{", "\"new_field\":{\"a\":1.10},\"usage\":{\"tier\":\"x\",");
        try (ScriptedServer server = ScriptedServer.streaming(start + Wire.HELLO.substring(Wire.START.length()));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            try (HttpResponseFor<Message> raw =
                    client.sync().messages().withRawResponse().create(OpenClient.hello())) {
                assertThat(raw.headers().values("content-type")).containsExactly("application/json");
                assertThat(Json.MAPPER.readTree(raw.body())).isEqualTo(Json.MAPPER.readTree("""
                        {"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5",
                         "content":[{"type":"text","text":"Hello, world"}],
                         "stop_reason":"end_turn","stop_sequence":null,
                         "new_field":{"a":1.10},
                         "usage":{"tier":"x","input_tokens":25,"cache_creation_input_tokens":7,
                                  "cache_read_input_tokens":3,"output_tokens":15}}"""));
            }
            assertThat(server.exchanges().getFirst().body()).contains("\"stream\":true");
            assertThat(server.exchanges().getFirst().header("accept")).contains("text/event-stream");
        }
    }

    @Test
    void create_serverThatKnowsNoStreams_takesItsMessage() throws Exception {
        String message =
                "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}";
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(200, "application/json", message));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            Message said = client.sync().messages().create(OpenClient.hello());

            assertThat(said.content().getFirst().asText().text()).isEqualTo("Hi");
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @Test
    void createAsync_threeHundredAtOnce_doNotWaitForEachOther() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            List<CompletableFuture<Message>> calls = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                calls.add(client.async().messages().create(OpenClient.hello()));
            }
            for (CompletableFuture<Message> call : calls) {
                assertThat(call.get(60, TimeUnit.SECONDS).content()).hasSize(1);
            }
        }
    }
}
