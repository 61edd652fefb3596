package dev.perennial.benchmarks;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import dev.perennial.client.telemetry.FlightRecorderEvents;
import dev.perennial.client.telemetry.MicrometerMetrics;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.clocks.GapCounts;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Progress;
import dev.perennial.stream.recovery.Report;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdk.jfr.Recording;

/**
 * Prints what listeners cost for each healthy message, all its events together: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.ListenerCost}. Takes half a minute; the message
 * has a thousand deltas.
 */
public final class ListenerCost {

    private static final int ROUNDS = 9;
    private static final int MESSAGES = 20_000;
    private static final long DELTAS = 1_000;

    private ListenerCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        print("none", PerennialListener.NONE);
        print("flight recorder, not recording", FlightRecorderEvents.listener());
        try (Recording recording = new Recording()) {
            recording.start();
            print("flight recorder, recording", FlightRecorderEvents.listener());
        }
        print("metrics", MicrometerMetrics.of(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
    }

    private static void print(String name, PerennialListener listener) {
        List<PerennialEvent> events = message();
        long[] rounds = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = round(listener, events);
        }
        Arrays.sort(rounds);
        System.out.printf(Locale.ROOT, "%-32s %,10.2f µs a message%n", name, rounds[ROUNDS / 2] / 1e3 / MESSAGES);
    }

    private static long round(PerennialListener listener, List<PerennialEvent> events) {
        long begun = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
            events.forEach(listener::on);
        }
        return System.nanoTime() - begun;
    }

    private static List<PerennialEvent> message() {
        String name = "0123456789abcdef";
        GapCounts.Step step = new GapCounts.Step(DELTAS, Duration.ofMillis(5).multipliedBy(DELTAS));
        return List.of(
                new PerennialEvent.Begin(name, "claude-opus-5-5", "api.anthropic.com", 443),
                new PerennialEvent.Attempt(name, 1),
                new PerennialEvent.FirstToken(name, 1, Duration.ofSeconds(1)),
                new PerennialEvent.Pace(name, 1, List.of(new GapCounts(Phase.TEXT, List.of(step)))),
                new PerennialEvent.End(name, outcome(), Duration.ofSeconds(30)));
    }

    private static Outcome outcome() {
        TokenUsage usage = TokenUsage.of(1_000, DELTAS);
        AttemptReport attempt = new AttemptReport(
                1,
                Call.Shape.ORIGINAL,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30),
                usage,
                false,
                Optional.empty(),
                Optional.of("req_1"));
        Progress message = new Progress("msg_1", "claude-opus-5-5", List.of(), Optional.of("end_turn"), usage);
        return new Outcome.Complete(new Report(message, List.of(attempt)), "end_turn", false);
    }
}
