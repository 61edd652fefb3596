package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.Timeout;
import com.anthropic.core.http.Interceptor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Healthy streams are never cut, unless the caller says when. */
final class UnbrokenTimeoutsTest {

    @Test
    void timeouts_ofTheSdk_areLiftedForTheWholeAndKeptForTheParts() throws Exception {
        List<Timeout> seen = new CopyOnWriteArrayList<>();
        Perennial perennial = Perennial.create();
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO)) {
            var client = AnthropicOkHttpClient.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .addInterceptor(perennial)
                    .addInterceptor(Interceptor.syncOnly((next, request, options) -> {
                        seen.add(options.timeout().orElseThrow());
                        return next.execute(request, options);
                    }))
                    .build();
            client.messages().create(OpenClient.hello());
            client.messages()
                    .create(
                            OpenClient.hello(),
                            RequestOptions.builder()
                                    .timeout(Timeout.builder()
                                            .connect(Duration.ofSeconds(7))
                                            .build())
                                    .build());
            client.close();
        }

        assertThat(seen).extracting(Timeout::request).containsExactly(Duration.ZERO, Duration.ZERO);
        assertThat(seen).extracting(Timeout::connect).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(7));
    }

    @Test
    void timeout_setByTheCaller_endsTheWholeMessage() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> {
                    e.startStream();
                    e.chunk(Wire.BEGUN);
                    e.awaitClientGone();
                });
                UnbrokenClient client = UnbrokenClient.to(server.url())) {
            RequestOptions brief =
                    RequestOptions.builder().timeout(Duration.ofMillis(600)).build();
            AnthropicIoException over = Thrown.by(AnthropicIoException.class, () -> {
                try (StreamResponse<RawMessageStreamEvent> events =
                        client.sync().messages().createStreaming(OpenClient.hello(), brief)) {
                    events.stream().forEach(e -> {});
                }
            });

            assertThat(client.perennial().outcome(over).orElseThrow().code()).isEqualTo("budget_spent");
        }
    }
}
