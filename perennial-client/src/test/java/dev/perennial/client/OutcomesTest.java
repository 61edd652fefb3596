package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.Interceptor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.stream.recovery.Outcome;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is remembered of a message for those who ask later. */
final class OutcomesTest {

    @Test
    void outcome_isKeptForTheHeaders_andNothingElseOfTheMessage() throws Exception {
        List<WeakReference<HttpResponse>> attempts = new CopyOnWriteArrayList<>();
        Perennial perennial = Perennial.create();
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO)) {
            AnthropicClient client = AnthropicOkHttpClient.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .addInterceptor(perennial)
                    .addInterceptor(Interceptor.syncOnly((next, request, options) -> {
                        HttpResponse response = next.execute(request, options);
                        attempts.add(new WeakReference<>(response));
                        return response;
                    }))
                    .build();

            Headers headers = read(client);

            assertThat(attempts).singleElement().satisfies(OutcomesTest::isCollected);
            assertThat(perennial.outcome(headers)).containsInstanceOf(Outcome.Complete.class);
            client.close();
        }
    }

    private static Headers read(AnthropicClient client) throws IOException {
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
                client.messages().withRawResponse().createStreaming(OpenClient.hello())) {
            response.body().readAllBytes();
            return response.headers();
        }
    }

    private static void isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 100 && reference.get() != null; i++) {
            System.gc();
        }
        assertThat(reference.get()).isNull();
    }
}
