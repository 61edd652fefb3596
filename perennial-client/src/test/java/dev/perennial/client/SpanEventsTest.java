package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.opentelemetry.OpenTelemetryOptions;
import com.anthropic.errors.BadRequestException;
import dev.perennial.client.telemetry.OpenTelemetryEvents;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written onto spans, and whose. */
final class SpanEventsTest {

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("perennial.outcome");
    private static final AttributeKey<String> CAUSE = AttributeKey.stringKey("perennial.cause");
    private static final AttributeKey<Long> AGAIN = AttributeKey.longKey("perennial.tokens_paid_again");

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    private final Spans spans = new Spans();
    private final SdkTracerProvider tracers = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build();

    @AfterEach
    void close() {
        tracers.close();
    }

    private void ask(Way way, String fault, boolean tracedBySdk) throws Exception {
        OpenTelemetryOptions tracing = OpenTelemetryOptions.builder()
                .tracerProvider(tracers)
                .traces(tracedBySdk)
                .build();
        try (UnbrokenClient client = UnbrokenClient.traced(
                SIMULATOR.baseUrl().toString(), s -> s.listener(OpenTelemetryEvents.create()), tracing)) {
            way.ask(
                    client,
                    OpenClient.hello().toBuilder()
                            .maxTokens(4_000)
                            .putAdditionalHeader("x-simulator-fault", fault)
                            .build());
        }
    }

    @ParameterizedTest
    @EnumSource
    void ask_resetInTheText_isToldOnTheSdksOnlySpan(Way way) throws Exception {
        ask(way, "reset@text:700", true);

        SpanData span = onlySpan();
        assertThat(span.getEvents())
                .extracting(EventData::getName)
                .filteredOn(name -> name.startsWith("perennial."))
                .containsExactly(
                        "perennial.break", "perennial.wait", "perennial.resume", "perennial.seam", "perennial.end");
        assertThat(event(span, "perennial.break").getAttributes().get(CAUSE)).isEqualTo("reset");
        assertThat(event(span, "perennial.end").getAttributes().get(OUTCOME)).isEqualTo("complete");
        assertThat(event(span, "perennial.end").getAttributes().get(AGAIN)).isPositive();
    }

    @Test
    void ask_streamThatStalls_tellsTheStall() throws Exception {
        ask(Way.STREAM, "silence-pings=1h@text:900", true);

        assertThat(event(onlySpan(), "perennial.stall").getAttributes().get(AttributeKey.stringKey("perennial.phase")))
                .isEqualTo("text");
    }

    @Test
    void ask_overloadedTwice_tellsTheRetries() throws Exception {
        ask(Way.CREATE_ASYNC, "http-529~1-2", true);

        assertThat(onlySpan().getEvents())
                .extracting(EventData::getName)
                .filteredOn("perennial.retry"::equals)
                .hasSize(2);
    }

    @Test
    void ask_rejected_tellsTheOutcome() {
        Thrown.by(BadRequestException.class, () -> ask(Way.CREATE, "http-400", true));

        assertThat(event(onlySpan(), "perennial.end").getAttributes().get(OUTCOME))
                .isEqualTo("rejected");
    }

    @Test
    void ask_nothingHappens_leavesNoEvents() throws Exception {
        ask(Way.STREAM, "crlf", true);

        assertThat(onlySpan().getEvents())
                .extracting(EventData::getName)
                .noneMatch(name -> name.startsWith("perennial."));
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "CREATE"})
    void ask_sdkMakesNoSpans_isToldOnTheCallersOwn(Way way) throws Exception {
        Span own = tracers.get("test").spanBuilder("own").startSpan();
        try (Scope current = own.makeCurrent()) {
            assertThat(current).isNotNull();
            ask(way, "reset@text:700", false);
        } finally {
            own.end();
        }

        assertThat(onlySpan().getName()).isEqualTo("own");
        assertThat(event(onlySpan(), "perennial.end").getAttributes().get(OUTCOME))
                .isEqualTo("complete");
    }

    @Test
    void ask_nobodyTraces_isNothing() throws Exception {
        ask(Way.STREAM, "reset@text:700", false);

        assertThat(spans.ended()).isEmpty();
    }

    private SpanData onlySpan() {
        assertThat(spans.ended()).hasSize(1);
        return spans.ended().getFirst();
    }

    private static EventData event(SpanData span, String name) {
        return span.getEvents().stream()
                .filter(e -> e.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
