package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.JsonValue;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.models.messages.MessageCountTokensParams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The header that is meant for Perennial alone. */
final class PerennialHeaderTest {

    @Test
    void header_onCallsThatAskForNoMessage_isNotSentOn() throws Exception {
        MessageCountTokensParams params = MessageCountTokensParams.builder()
                .model("claude-opus-5-5")
                .addUserMessage("Hello")
                .putAdditionalHeader("Perennial", "off")
                .build();
        try (ScriptedServer server =
                        ScriptedServer.http(e -> e.respond(200, "application/json", "{\"input_tokens\":3}"));
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            client.sync().messages().countTokens(params);
            client.async().messages().countTokens(params).get(60, TimeUnit.SECONDS);

            assertThat(server.exchanges())
                    .hasSize(2)
                    .allSatisfy(e -> assertThat(e.header(Perennial.HEADER)).isEmpty());
        }
    }

    @Test
    void header_nonsenseInAnAsynchronousCall_failsTheFuture() {
        HttpClient client = Perennial.create().intercept(new Unreached());
        HttpRequest request = HttpRequest.builder()
                .method(HttpMethod.POST)
                .baseUrl("http://127.0.0.1:1")
                .addPathSegments("v1", "messages")
                .putHeader(Perennial.HEADER, "stal-timeout=2s")
                .body(new OnceBody(new byte[] {'{', '}'}))
                .build();

        assertThat(client.executeAsync(request, RequestOptions.none()))
                .failsWithin(java.time.Duration.ofSeconds(60))
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(IllegalArgumentException.class)
                .withMessageContaining("stal-timeout=2s");
    }

    @Test
    void create_streamFieldOfAnyKind_isReplacedWhole() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            for (Object stream : List.of(false, "false", 0, List.of(1, 2))) {
                client.sync()
                        .messages()
                        .create(OpenClient.hello().toBuilder()
                                .putAdditionalBodyProperty("stream", JsonValue.from(stream))
                                .putAdditionalBodyProperty("zażółć", JsonValue.from("\uD83D\uDE00"))
                                .build());

                assertThat(Json.object(server.exchanges().getLast().body()).orElseThrow())
                        .isEqualTo(Json.object("""
                                {"model":"claude-opus-5-5","max_tokens":1000,"stream":true,"zażółć":"\uD83D\uDE00",
                                 "messages":[{"role":"user","content":"Hello"}]}""").orElseThrow());
            }
        }
    }

    private static final class Unreached implements HttpClient {

        @Override
        public HttpResponse execute(HttpRequest request, RequestOptions options) {
            throw new AssertionError("nothing was to be sent");
        }

        @Override
        public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
            throw new AssertionError("nothing was to be sent");
        }

        @Override
        public void close() {}
    }
}
