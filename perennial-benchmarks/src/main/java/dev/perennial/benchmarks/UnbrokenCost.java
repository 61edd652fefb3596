package dev.perennial.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.client.Perennial;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Prints what Perennial adds to a healthy stream of the official SDK, over a real socket: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.UnbrokenCost}. Takes two minutes.
 *
 * <p>Pairs, one call bare and one with Perennial, in turn first. The processor time is that of the whole process, the
 * server being in another one.
 */
public final class UnbrokenCost {

    private static final int WARM_UP = 150;
    private static final int PAIRS = 300;
    private static final int CHARACTERS = 20_000;

    private UnbrokenCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (ServerProcess server = ServerProcess.start(CHARACTERS, Double.POSITIVE_INFINITY)) {
            AnthropicClient bare = client(server.url(), false);
            AnthropicClient unbroken = client(server.url(), true);
            pairs(bare, unbroken, WARM_UP);
            print(pairs(bare, unbroken, PAIRS));
        }
        System.exit(0);
    }

    private static AnthropicClient client(String url, boolean unbroken) {
        AnthropicOkHttpClient.Builder builder =
                AnthropicOkHttpClient.builder().apiKey("none").baseUrl(url);
        return unbroken ? builder.addInterceptor(Perennial.create()).build() : builder.build();
    }

    /** What two calls took, one bare and one with Perennial: processor time and time to the first event. */
    private record Pair(Cost bare, Cost unbroken) {}

    private record Cost(long processorNanos, long firstNanos) {}

    private static List<Pair> pairs(AnthropicClient bare, AnthropicClient unbroken, int count) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean bareFirst = i % 2 == 0;
            Cost first = cost(bareFirst ? bare : unbroken);
            Cost second = cost(bareFirst ? unbroken : bare);
            pairs.add(bareFirst ? new Pair(first, second) : new Pair(second, first));
        }
        return pairs;
    }

    private static Cost cost(AnthropicClient client) {
        long processor = processorNanos();
        long begun = System.nanoTime();
        long first = 0;
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params())) {
            Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
            events.next();
            first = System.nanoTime() - begun;
            events.forEachRemaining(event -> {});
        }
        return new Cost(processorNanos() - processor, first);
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static MessageCreateParams params() {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(20_000)
                .addUserMessage("Write.")
                .build();
    }

    private static void print(List<Pair> pairs) {
        double[] processor = pairs.stream()
                .mapToDouble(
                        p -> (double) (p.unbroken().processorNanos() - p.bare().processorNanos()))
                .toArray();
        double[] first = pairs.stream()
                .mapToDouble(p -> (double) (p.unbroken().firstNanos() - p.bare().firstNanos()))
                .toArray();
        double bare = pairs.stream()
                .mapToLong(p -> p.bare().processorNanos())
                .average()
                .orElseThrow();
        Interval cpu = Interval.of(processor);
        Interval time = Interval.of(first);
        System.out.printf(
                Locale.ROOT,
                "%d pairs, each a text of %,d characters; 95 %% intervals of the mean%n",
                pairs.size(),
                CHARACTERS);
        System.out.printf(
                Locale.ROOT,
                "processor time of a call: bare %.2f ms; with Perennial %+.1f %% (%+.1f to %+.1f %%)%n",
                bare / 1e6,
                100 * cpu.mean() / bare,
                100 * cpu.low() / bare,
                100 * cpu.high() / bare);
        System.out.printf(
                Locale.ROOT,
                "time to the first event: %+.3f ms (%+.3f to %+.3f)%n",
                time.mean() / 1e6,
                time.low() / 1e6,
                time.high() / 1e6);
    }

    /** A mean and where it lies with a probability of 95 %. */
    private record Interval(double low, double mean, double high) {

        static Interval of(double[] values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares =
                    Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
            double half = 1.96 * Math.sqrt(squares / (values.length - 1.0) / values.length);
            return new Interval(mean - half, mean, mean + half);
        }
    }
}
