package dev.perennial.client.telemetry;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import dev.perennial.stream.clocks.Phase;
import dev.perennial.stream.recovery.Cause;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Report;
import dev.perennial.stream.recovery.Rule;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes what happens to a message onto the span in which it is asked for: that which the SDK makes for each of its calls if a
 * tracer is set, else the one that was current. It makes no spans: a message is one span, however many attempts it takes.
 *
 * <pre>{@code
 * Perennial perennial = Perennial.with(
 *         PerennialSettings.builder().listener(OpenTelemetryEvents.create()).build());
 * }</pre>
 *
 * <p>A message to which nothing happens leaves no events. The span is the one that is current on the thread on which the SDK
 * makes the call. Asynchronous calls are made on another thread than the program's, where only the SDK's own spans are current.
 *
 * <p>Safe for use by several threads; one may serve several interceptors.
 */
public final class OpenTelemetryEvents implements PerennialListener {

    private final Map<String, Span> open = new ConcurrentHashMap<>();

    private OpenTelemetryEvents() {}

    /** A new listener. */
    public static OpenTelemetryEvents create() {
        return new OpenTelemetryEvents();
    }

    @Override
    public void on(PerennialEvent event) {
        if (event instanceof PerennialEvent.Begin) {
            begin(event.message(), Span.current());
        }
        Span span = event instanceof PerennialEvent.End ? open.remove(event.message()) : open.get(event.message());
        if (span != null) {
            write(span, event);
        }
    }

    private void begin(String message, Span current) {
        if (current.isRecording()) {
            open.put(message, current);
        }
    }

    private static void write(Span span, PerennialEvent event) {
        switch (event) {
            case PerennialEvent.Begin begin -> {}
            case PerennialEvent.FirstToken first -> {} // which the SDK's span has itself
            case PerennialEvent.Pace pace -> {}
            case PerennialEvent.Attempt sent when sent.number() > 1 -> add(span, "retry", of(event, sent.number()));
            case PerennialEvent.Attempt first -> {}
            case PerennialEvent.Resume resume ->
                add(span, "resume", of(event, resume.number()).put("perennial.shape", lower(resume.shape())));
            case PerennialEvent.Gap gap -> add(span, "gap", standing(gap, gap.attempt(), gap.phase(), gap.lasted()));
            case PerennialEvent.Stall stall ->
                add(
                        span,
                        "stall",
                        decided(standing(stall, stall.attempt(), stall.phase(), stall.after()), stall.rule()));
            case PerennialEvent.Break broken ->
                add(span, "break", decided(caused(broken, broken.attempt(), broken.cause()), broken.rule()));
            case PerennialEvent.Wait wait ->
                add(span, "wait", of(event, wait.attempt()).put("perennial.delay", seconds(wait.delay())));
            case PerennialEvent.Seam seam ->
                add(
                        span,
                        "seam",
                        of(event, seam.attempt())
                                .put("perennial.proof", seam.proof().code()));
            case PerennialEvent.Queued queued -> {} // written once it is over
            case PerennialEvent.Admitted admitted ->
                add(
                        span,
                        "queue",
                        of(event, admitted.attempt())
                                .put("perennial.reason", admitted.reason().code())
                                .put("perennial.waited", seconds(admitted.waited())));
            case PerennialEvent.Outage outage -> {} // its waits are written
            case PerennialEvent.FellBack fell ->
                add(span, "fallback", caused(fell, fell.attempt(), fell.cause()).put("perennial.place", fell.place()));
            case PerennialEvent.NetworkChanged changed -> span.addEvent("perennial.network_changed");
            case PerennialEvent.End end -> ended(span, end);
        }
    }

    private static void ended(Span span, PerennialEvent.End end) {
        Outcome outcome = end.outcome();
        Report report = outcome.report();
        int attempts = report.attempts().size() + report.omitted().attempts();
        if (attempts > 1 || !outcome.isWhole()) {
            long again = Bill.of(report).again().total();
            AttributesBuilder attributes = of(end, attempts).put("perennial.outcome", outcome.code());
            add(span, "end", attributes.put("perennial.tokens_paid_again", again));
        }
    }

    private static void add(Span span, String name, AttributesBuilder attributes) {
        span.addEvent("perennial." + name, attributes.build());
    }

    private static AttributesBuilder standing(PerennialEvent event, int attempt, Phase phase, Duration lasted) {
        return of(event, attempt).put("perennial.phase", lower(phase)).put("perennial.lasted", seconds(lasted));
    }

    private static AttributesBuilder caused(PerennialEvent event, int attempt, Cause cause) {
        return of(event, attempt).put("perennial.cause", CauseNames.of(cause));
    }

    private static AttributesBuilder decided(AttributesBuilder attributes, Rule rule) {
        return attributes.put("perennial.rule", rule.id());
    }

    private static AttributesBuilder of(PerennialEvent event, int attempt) {
        return Attributes.builder().put("perennial.message", event.message()).put("perennial.attempt", attempt);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
