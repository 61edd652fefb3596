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
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.UnbrokenCost}. Takes four minutes.
 *
 * <p>Pairs, one call bare and one with Perennial, in turn first. The processor time is that of the whole process, the
 * server being in another one; it is that of long answers which come as fast as they can be read. The time to the first event
 * is that of short ones at a pace that leaves the machine idle: otherwise it would tell how the processes get in each other's
 * way.
 */
public final class UnbrokenCost {

    /** Until then the time of the compiler would be counted. */
    private static final int WARM_UP = 600;

    private static final int FEW_TO_WARM_UP = 50;
    private static final int PAIRS = 300;
    private static final int CHARACTERS = 20_000;
    private static final int FEW_CHARACTERS = 400;
    private static final double TOKENS_PER_SECOND = 1_000;

    private UnbrokenCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        List<Pair> whole = pairs(CHARACTERS, Double.POSITIVE_INFINITY, WARM_UP);
        List<Pair> brief = pairs(FEW_CHARACTERS, TOKENS_PER_SECOND, FEW_TO_WARM_UP);
        printProcessor(whole);
        printFirst(brief);
        System.exit(0);
    }

    private static List<Pair> pairs(int characters, double tokensPerSecond, int warmUp) throws IOException {
        try (ServerProcess server = ServerProcess.start(characters, tokensPerSecond);
                OpenClients clients = new OpenClients(client(server.url(), false), client(server.url(), true))) {
            pairs(clients.bare(), clients.unbroken(), warmUp);
            return pairs(clients.bare(), clients.unbroken(), PAIRS);
        }
    }

    /** Both clients of a server. */
    private record OpenClients(AnthropicClient bare, AnthropicClient unbroken) implements AutoCloseable {

        @Override
        public void close() {
            bare.close();
            unbroken.close();
        }
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

    private static void printProcessor(List<Pair> pairs) {
        Interval added = Interval.of(pairs.stream()
                .mapToDouble(
                        p -> (double) (p.unbroken().processorNanos() - p.bare().processorNanos()))
                .toArray());
        double bare = pairs.stream()
                .mapToLong(p -> p.bare().processorNanos())
                .average()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%d pairs; 95 %% intervals of the mean%n"
                        + "processor time of a call, %,d characters: bare %.2f ms; with Perennial %+.1f %% (%+.1f to %+.1f %%)%n",
                PAIRS,
                CHARACTERS,
                bare / 1e6,
                100 * added.mean() / bare,
                100 * added.low() / bare,
                100 * added.high() / bare);
    }

    private static void printFirst(List<Pair> pairs) {
        Interval added = Interval.of(pairs.stream()
                .mapToDouble(p -> (double) (p.unbroken().firstNanos() - p.bare().firstNanos()))
                .toArray());
        System.out.printf(
                Locale.ROOT,
                "time to the first event: %+.3f ms (%+.3f to %+.3f)%n",
                added.mean() / 1e6,
                added.low() / 1e6,
                added.high() / 1e6);
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
