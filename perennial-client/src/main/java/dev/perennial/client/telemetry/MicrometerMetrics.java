package dev.perennial.client.telemetry;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/**
 * Counts what happens to messages, in a registry of Micrometer's.
 *
 * <pre>{@code
 * MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
 * Perennial perennial = Perennial.with(
 *         PerennialSettings.builder().listener(MicrometerMetrics.of(registry)).build());
 * }</pre>
 *
 * <p>{@code docs/observability.md} has the names. What servers and callers choose freely cannot fill the registry: causes are a
 * closed set, and models beyond a number are {@code other}.
 *
 * <p>Needs {@code io.micrometer:micrometer-core}, which this library does not bring. Safe for use by several threads; one may
 * serve several interceptors.
 */
public final class MicrometerMetrics implements PerennialListener {

    private static final int MOST_UNKNOWN = 32;

    private final PerennialListener metrics;

    private MicrometerMetrics(MeterRegistry registry, int mostUnknown) {
        this.metrics = new MessageMetrics(new Registered(requireNonNull(registry, "registry")), mostUnknown);
    }

    /** Into a registry; of models that the catalogue does not know the first 32 keep their names. */
    public static MicrometerMetrics of(MeterRegistry registry) {
        return new MicrometerMetrics(registry, MOST_UNKNOWN);
    }

    /** Into a registry; models that the catalogue does not know are one, for servers whose clients name models as they like. */
    public static MicrometerMetrics ofKnownModels(MeterRegistry registry) {
        return new MicrometerMetrics(registry, 0);
    }

    @Override
    public void on(PerennialEvent event) {
        metrics.on(event);
    }

    private record Registered(MeterRegistry registry) implements Meters {

        @Override
        public void count(Metric metric, double amount, Labels labels) {
            Counter.Builder counter = Counter.builder(metric.id())
                    .description(metric.description())
                    .tags(tags(labels));
            metric.unit().ofNames().ifPresent(counter::baseUnit);
            counter.register(registry).increment(amount);
        }

        @Override
        public void time(Metric metric, Duration value, long times, Labels labels) {
            Timer timer = Timer.builder(metric.id())
                    .description(metric.description())
                    .tags(tags(labels))
                    .serviceLevelObjectives(
                            metric.steps().stream().map(Registered::seconds).toArray(Duration[]::new))
                    .register(registry);
            for (long i = 0; i < times; i++) {
                timer.record(value);
            }
        }

        @Override
        public void amount(Metric metric, double value, Labels labels) {
            DistributionSummary.builder(metric.id())
                    .description(metric.description())
                    .tags(tags(labels))
                    .serviceLevelObjectives(metric.steps().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray())
                    .register(registry)
                    .record(value);
        }

        private static Duration seconds(double end) {
            return Duration.ofMillis(Math.round(end * 1000));
        }

        private static List<Tag> tags(Labels labels) {
            return labels.all().stream().map(l -> Tag.of(l.name(), l.value())).toList();
        }
    }
}
