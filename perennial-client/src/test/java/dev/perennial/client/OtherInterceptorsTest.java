package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.LogLevel;
import com.anthropic.core.http.Interceptor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.core.opentelemetry.OpenTelemetryOptions;
import com.anthropic.helpers.BetaRefusalFallbackInterceptor;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.messages.Model;
import com.anthropic.models.messages.RawMessageStreamEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Interceptors before and behind see what they are to see, and what the SDK brings of its own works as before. */
final class OtherInterceptorsTest {

    private static final AttributeKey<Long> RESENT = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<Long> OUTPUT = AttributeKey.longKey("gen_ai.usage.output_tokens");

    @Test
    void interceptors_others_seeOneCallOutsideAndEveryAttemptInside() throws Exception {
        List<String> outside = new CopyOnWriteArrayList<>();
        List<String> inside = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = ScriptedServer.http(new TwoTries())) {
            AnthropicClient client = AnthropicOkHttpClient.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .addInterceptor(remembering(outside))
                    .addInterceptor(Perennial.create())
                    .addInterceptor(remembering(inside))
                    .build();

            assertThat(client.messages().create(OpenClient.hello()).content()).hasSize(1);

            assertThat(outside).hasSize(1);
            assertThat(inside).hasSize(2);
            assertThat(server.exchanges()).hasSize(2);
            assertThat(server.exchanges().get(0).body())
                    .isEqualTo(server.exchanges().get(1).body());
            client.close();
        }
    }

    private static Interceptor remembering(List<String> urls) {
        return Interceptor.syncOnly((next, request, options) -> {
            urls.add(request.url());
            return next.execute(request, options);
        });
    }

    @Test
    void openTelemetry_messageThatBreaks_isOneSpan_thatKnowsOfTheAttempts() throws Exception {
        Spans spans = new Spans();
        try (SdkTracerProvider tracers = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build();
                ScriptedServer server = ScriptedServer.http(new TwoTries())) {
            AnthropicClient client = AnthropicOkHttpClient.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .openTelemetry(OpenTelemetryOptions.builder()
                            .tracerProvider(tracers)
                            .traces(true)
                            .build())
                    .addInterceptor(Perennial.create())
                    .build();

            assertThat(text(client)).isEqualTo("Hello, world");
            client.close();
        }

        assertThat(spans.ended()).singleElement().satisfies(OtherInterceptorsTest::isWhole);
    }

    private static void isWhole(SpanData span) {
        assertThat(span.getStatus().getStatusCode()).isNotEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(RESENT)).isEqualTo(1);
        assertThat(span.getAttributes().get(OUTPUT)).isEqualTo(15);
    }

    @Test
    void logging_ofTheSdk_seesTheAttempts_andSpoilsNone() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(new TwoTries())) {
            AnthropicClient client = AnthropicOkHttpClient.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .logLevel(LogLevel.DEBUG)
                    .addInterceptor(Perennial.create())
                    .build();

            assertThat(text(client)).isEqualTo("Hello, world");
            assertThat(server.exchanges()).hasSize(2);
            client.close();
        }
    }

    /** The first model breaks and then refuses, the second breaks and then answers. */
    @Test
    void refusalFallback_ofTheSdk_seesWholeMessages() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.http(exchange -> {
            exchange.startStream();
            if (attempts.getAndIncrement() % 2 == 0) {
                exchange.chunk(Wire.START);
                exchange.reset();
                return;
            }
            exchange.chunk(exchange.body().contains("fallback_credit_token") ? Wire.HELLO : REFUSAL);
            exchange.endStream();
        })) {
            AnthropicClient client = AnthropicOkHttpClient.builder()
                    .baseUrl(server.url())
                    .apiKey("test-key")
                    .addInterceptor(BetaRefusalFallbackInterceptor.builder()
                            .addFallback(Model.CLAUDE_OPUS_4_8)
                            .build())
                    .addInterceptor(Perennial.create())
                    .build();

            assertThat(betaText(client)).isEqualTo("Hello, world");
            assertThat(server.exchanges()).hasSize(4);
            assertThat(server.exchanges().get(2).body()).contains("\"fct_1\"");
            assertThat(server.exchanges().get(3).body())
                    .isEqualTo(server.exchanges().get(2).body());
            client.close();
        }
    }

    private static final String REFUSAL = Wire.START
            + Wire.event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\",\"stop_sequence\":null,"
                    + "\"stop_details\":{\"type\":\"refusal\",\"category\":\"cyber\",\"explanation\":null,"
                    + "\"fallback_credit_token\":\"fct_1\",\"fallback_has_prefill_claim\":false,"
                    + "\"recommended_model\":null}},\"usage\":{\"output_tokens\":1}}")
            + Wire.STOP;

    private static String text(AnthropicClient client) {
        StringBuilder text = new StringBuilder();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(OpenClient.hello())) {
            events.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(delta -> delta.delta().text().stream())
                    .forEach(delta -> text.append(delta.text()));
        }
        return text.toString();
    }

    private static String betaText(AnthropicClient client) {
        StringBuilder text = new StringBuilder();
        try (StreamResponse<BetaRawMessageStreamEvent> events = client.beta()
                .messages()
                .createStreaming(com.anthropic.models.beta.messages.MessageCreateParams.builder()
                        .model("claude-opus-5-5")
                        .maxTokens(1_000)
                        .addUserMessage("Hello")
                        .build())) {
            events.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(delta -> delta.delta().text().stream())
                    .forEach(delta -> text.append(delta.text()));
        }
        return text.toString();
    }
}
