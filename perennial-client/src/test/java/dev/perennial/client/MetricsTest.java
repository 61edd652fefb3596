package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.errors.BadRequestException;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.telemetry.MicrometerMetrics;
import dev.perennial.client.telemetry.OpenTelemetryMetrics;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted of real calls that break. */
final class MetricsTest {

    private static final String MODEL = "claude-opus-5-5";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            SimulatorExtension.withSettings(() -> SimulatorSettings.builder(TextBrain.ofCharacters(2_000))
                    .manner(Manner.OBEDIENT)
                    .build());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerMetrics metrics = MicrometerMetrics.of(registry);

    private void ask(Way way, String fault) throws Exception {
        ask(way, MODEL, fault);
    }

    private void ask(Way way, String model, String fault) throws Exception {
        try (UnbrokenClient client = UnbrokenClient.to(SIMULATOR.baseUrl().toString(), s -> s.listener(metrics))) {
            way.ask(client, params(model, way + fault, fault));
        }
    }

    private static MessageCreateParams params(String model, String text, String fault) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(4_000)
                .addUserMessage(text)
                .putAdditionalHeader("x-simulator-fault", fault)
                .build();
    }

    /** What there is of a metric, by its labels; all of perennial's are sorted by model too. */
    private double sum(String name, String... labels) {
        return registry.find(name).tags(labels).meters().stream()
                .mapToDouble(MetricsTest::total)
                .sum();
    }

    /** How much a counter counted; how many a histogram has. */
    private static double total(Meter meter) {
        return meter.measure().iterator().next().getValue();
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "STREAM_ASYNC", "CREATE", "CREATE_ASYNC"})
    void ask_nothingBreaks_isCountedOnce_andPaidOnce(Way way) throws Exception {
        ask(way, "crlf");

        assertThat(sum("perennial.messages")).isEqualTo(1);
        assertThat(sum("perennial.messages", "gen_ai.request.model", MODEL, "outcome", "complete"))
                .isEqualTo(1);
        assertThat(sum("perennial.attempts")).isEqualTo(1);
        assertThat(sum("perennial.attempts", "result", "complete")).isEqualTo(1);
        assertThat(sum("gen_ai.client.operation.duration", "error.type", "")).isEqualTo(1);
        assertThat(sum("gen_ai.client.operation.time_to_first_chunk", "server.address", "127.0.0.1"))
                .isEqualTo(1);
        assertThat(sum("gen_ai.client.token.usage", "gen_ai.token.type", "output"))
                .isEqualTo(1);
        assertThat(sum("perennial.gap", "phase", "text")).isGreaterThan(1);
        assertThat(sum("perennial.tokens", "paid", "once", "kind", "output")).isPositive();
        assertThat(sum("perennial.tokens", "paid", "again")).isZero();
        assertThat(sum("perennial.cost", "paid", "once")).isPositive();
        assertThat(sum("perennial.cost", "paid", "again")).isZero();
        assertThat(List.of("perennial.stalls", "perennial.retries", "perennial.resumes", "perennial.seams"))
                .allSatisfy(name -> assertThat(sum(name)).isZero());
    }

    @Test
    void ask_streamThatStalls_isAStallAResumeAndASeam() throws Exception {
        ask(Way.STREAM, "silence-pings=1h@text:900");

        assertThat(sum("perennial.stalls", "phase", "text", "gen_ai.request.model", MODEL))
                .isEqualTo(1);
        assertThat(sum("perennial.attempts", "result", "stalled")).isEqualTo(1);
        assertThat(sum("perennial.attempts", "result", "complete")).isEqualTo(1);
        assertThat(sum("perennial.resumes", "cause", "stalled", "gen_ai.request.model", MODEL))
                .isEqualTo(1);
        assertThat(sum("perennial.seams", "cause", "stalled", "proof", "tags")).isEqualTo(1);
        assertThat(sum("perennial.messages", "outcome", "complete")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "CREATE_ASYNC"})
    void ask_resetInTheText_paysForThePromptAgain(Way way) throws Exception {
        ask(way, "reset@text:700");

        assertThat(sum("perennial.stalls")).isZero();
        assertThat(sum("perennial.attempts", "result", "reset")).isEqualTo(1);
        assertThat(sum("perennial.resumes", "cause", "reset", "shape", "continuing"))
                .isEqualTo(1);
        assertThat(sum("perennial.seams", "cause", "reset")).isEqualTo(1);
        assertThat(promptPaidAgain()).isPositive();
        assertThat(sum("perennial.cost", "paid", "again")).isPositive();
        assertThat(sum("gen_ai.client.operation.time_to_first_chunk")).isEqualTo(1);
    }

    private double promptPaidAgain() {
        return sum("perennial.tokens", "paid", "again", "kind", "input")
                + sum("perennial.tokens", "paid", "again", "kind", "cache_read")
                + sum("perennial.tokens", "paid", "again", "kind", "cache_write");
    }

    @Test
    void ask_overloadedTwice_isTwoRetriesAndTwoWaits_andCostsNothing() throws Exception {
        ask(Way.STREAM, "http-529~1-2");

        assertThat(sum("perennial.attempts", "result", "status_529")).isEqualTo(2);
        assertThat(sum("perennial.retries", "cause", "status_529")).isEqualTo(2);
        assertThat(sum("perennial.wait", "cause", "status_529")).isEqualTo(2);
        assertThat(sum("perennial.resumes")).isZero();
        assertThat(sum("perennial.tokens", "paid", "again")).isZero();
    }

    @Test
    void ask_rejected_isAnError_thatTheSdksRetriesDoNotMultiply() {
        assertThatThrownBy(() -> ask(Way.CREATE, "http-400")).isInstanceOf(BadRequestException.class);

        assertThat(sum("perennial.messages", "outcome", "rejected")).isEqualTo(1);
        assertThat(sum("perennial.attempts")).isEqualTo(1);
        assertThat(sum("perennial.attempts", "result", "status_400")).isEqualTo(1);
        assertThat(sum("gen_ai.client.operation.duration", "error.type", "rejected"))
                .isEqualTo(1);
        assertThat(sum("gen_ai.client.token.usage")).isZero();
    }

    @Test
    void ask_alwaysOverloaded_isOneMessage_whateverTheSdkTriesAgain() throws Exception {
        try (ScriptedServer server = ScriptedServer.http(e -> e.respond(529, "application/json", Wire.OVERLOADED));
                UnbrokenClient client =
                        UnbrokenClient.to(server.url(), s -> s.maxAttempts(2).listener(metrics))) {
            assertThatThrownBy(() -> Way.CREATE.ask(client, OpenClient.hello())).isInstanceOf(Exception.class);

            assertThat(server.exchanges()).hasSize(2);
        }
        assertThat(sum("perennial.messages", "outcome", "overloaded")).isEqualTo(1);
        assertThat(sum("perennial.messages")).isEqualTo(1);
        assertThat(sum("perennial.attempts")).isEqualTo(2);
    }

    @Test
    void ask_modelsThatNobodyKnows_areOneBeyondANumber() throws Exception {
        try (ScriptedServer server = ScriptedServer.streaming(Wire.HELLO);
                UnbrokenClient client = UnbrokenClient.to(server.url(), s -> s.listener(metrics))) {
            for (int i = 0; i < 40; i++) {
                Way.CREATE.ask(client, params("made-up-" + i, "hello", "crlf"));
            }
        }

        assertThat(registry.find("perennial.messages").meters()).hasSize(33);
        assertThat(sum("perennial.messages", "gen_ai.request.model", "other")).isEqualTo(8);
        assertThat(registry.find("perennial.cost").meters()).isEmpty();
    }

    @Test
    void openTelemetry_hasTheSameNames_andTheSameNumbers() throws Exception {
        Readings readings = new Readings();
        try (SdkMeterProvider meters = SdkMeterProvider.builder()
                        .registerMetricReader(readings)
                        .build();
                UnbrokenClient client = UnbrokenClient.to(
                        SIMULATOR.baseUrl().toString(),
                        s -> s.listener(metrics.andThen(OpenTelemetryMetrics.of(OpenTelemetrySdk.builder()
                                .setMeterProvider(meters)
                                .build()))))) {
            for (String fault : List.of("crlf", "reset@text:700", "http-529~1-2")) {
                Way.STREAM.ask(client, params(MODEL, "both " + fault, fault));
            }

            assertThat(readings.totals()).isEqualTo(totals());
        }
    }

    private Map<String, Double> totals() {
        Map<String, Double> totals = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            if (meter.getId().getName().endsWith(".histogram")) {
                continue; // the steps of one that is there itself
            }
            Map<String, String> labels = new TreeMap<>();
            meter.getId().getTags().stream()
                    .filter(tag -> !tag.getValue().isEmpty())
                    .forEach(tag -> labels.put(tag.getKey(), tag.getValue()));
            totals.put(meter.getId().getName() + labels, total(meter));
        }
        return totals;
    }

    @Test
    void gaps_areSortedIntoTheStepsOfTheHistogram() throws Exception {
        ask(Way.STREAM, "silence-pings=1h@text:900");

        Timer gaps = registry.get("perennial.gap").tag("phase", "text").timer();
        assertThat(gaps.takeSnapshot().histogramCounts()).hasSize(15);
        assertThat(gaps.takeSnapshot().histogramCounts()[14].count()).isEqualTo((double) gaps.count());
    }
}
