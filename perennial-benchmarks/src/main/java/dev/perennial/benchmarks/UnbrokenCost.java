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
 * <p>Pairs, bare and with Perennial, in turn first. The processor time is that of the whole process, the server being in
 * another one; it is that of long answers which come as fast as they can be read, ten calls to a pair, since its clock goes on
 * by hundredths of a second. The time to the first event is that of short ones, one call to a pair, at a pace that leaves the
 * machine idle: otherwise it would tell how the processes get in each other's way.
 */
public final class UnbrokenCost {

    /** Before the warm-up is over the time of the compiler would be counted. */
    private static final Load LONG = new Load(20_000, Double.POSITIVE_INFINITY, 600, 60, 10);

    private static final Load SHORT = new Load(400, 1_000, 50, 300, 1);

    /**
     * What is asked for.
     *
     * @param characters the length of an answer
     * @param tokensPerSecond how fast it comes
     * @param warmUp how many calls of each client are not counted
     * @param pairs how many are
     * @param calls how many calls of each client make a pair
     */
    private record Load(int characters, double tokensPerSecond, int warmUp, int pairs, int calls) {}

    private UnbrokenCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        printProcessor(pairs(LONG));
        printFirst(pairs(SHORT));
        System.exit(0);
    }

    private static List<Pair> pairs(Load load) throws IOException {
        try (ServerProcess server = ServerProcess.start(load.characters(), load.tokensPerSecond());
                OpenClients clients = new OpenClients(client(server.url(), false), client(server.url(), true))) {
            pairs(clients, load.warmUp(), 1);
            return pairs(clients, load.pairs(), load.calls());
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

    /** What a call took, bare and with Perennial: processor time and time to the first event. */
    private record Pair(Cost bare, Cost unbroken) {}

    private record Cost(double processorNanos, double firstNanos) {}

    private static List<Pair> pairs(OpenClients clients, int count, int calls) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean bareFirst = i % 2 == 0;
            Cost first = cost(bareFirst ? clients.bare() : clients.unbroken(), calls);
            Cost second = cost(bareFirst ? clients.unbroken() : clients.bare(), calls);
            pairs.add(bareFirst ? new Pair(first, second) : new Pair(second, first));
        }
        return pairs;
    }

    private static Cost cost(AnthropicClient client, int calls) {
        long processor = processorNanos();
        long first = 0;
        for (int i = 0; i < calls; i++) {
            first += firstNanos(client);
        }
        return new Cost((double) (processorNanos() - processor) / calls, (double) first / calls);
    }

    /** Reads a whole answer; how long its first event took. */
    private static long firstNanos(AnthropicClient client) {
        long begun = System.nanoTime();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params())) {
            Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
            events.next();
            long first = System.nanoTime() - begun;
            events.forEachRemaining(event -> {});
            return first;
        }
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
                .mapToDouble(p -> p.unbroken().processorNanos() - p.bare().processorNanos())
                .toArray());
        double bare = pairs.stream()
                .mapToDouble(p -> p.bare().processorNanos())
                .average()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "95 %% intervals of the mean%n"
                        + "processor time of a call, %,d characters: bare %.2f ms; with Perennial %+.1f %% (%+.1f to %+.1f %%);"
                        + " %d pairs of %d calls%n",
                LONG.characters(),
                bare / 1e6,
                100 * added.mean() / bare,
                100 * added.low() / bare,
                100 * added.high() / bare,
                LONG.pairs(),
                LONG.calls());
    }

    private static void printFirst(List<Pair> pairs) {
        Interval added = Interval.of(pairs.stream()
                .mapToDouble(p -> p.unbroken().firstNanos() - p.bare().firstNanos())
                .toArray());
        System.out.printf(
                Locale.ROOT,
                "time to the first event: %+.3f ms (%+.3f to %+.3f); %d pairs%n",
                added.mean() / 1e6,
                added.low() / 1e6,
                added.high() / 1e6,
                SHORT.pairs());
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
