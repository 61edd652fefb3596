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
import java.util.function.ToDoubleFunction;

/**
 * Prints what Perennial adds to a healthy stream of the official SDK, over a real socket: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.UnbrokenCost}. Takes seven minutes.
 *
 * <p>Pairs, bare and with Perennial, in turn first. The processor time is that of the whole process, the server being in
 * another one; it is that of long answers which come as fast as they can be read, ten calls to a pair, since its clock goes on
 * by hundredths of a second. It is told for each thousand calls, because the compiler is done with what happens once for
 * a call only after thousands of them. The times to the first event and the first token are then those of short answers, one call
 * to a pair, at a pace that leaves the machine idle: otherwise they would tell how the processes get in each other's way.
 */
public final class UnbrokenCost {

    private static final Load LONG = new Load(20_000, Double.POSITIVE_INFINITY, 1_200, 10);

    private static final Load SHORT = new Load(400, 1_000, 350, 1);

    /** Pairs to a thousand calls of each client. */
    private static final int THOUSAND = 100;

    /** The server is young. */
    private static final int NOT_COUNTED = 50;

    /**
     * What is asked for.
     *
     * @param characters the length of an answer
     * @param tokensPerSecond how fast it comes
     * @param pairs how many are
     * @param calls how many calls of each client make a pair
     */
    private record Load(int characters, double tokensPerSecond, int pairs, int calls) {}

    private UnbrokenCost() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "95 %% intervals of the mean%nprocessor time of a call, %,d characters%n",
                LONG.characters());
        List<Pair> all = pairs(LONG);
        for (int from = 0; from < all.size(); from += THOUSAND) {
            printProcessor(1 + from / THOUSAND, all.subList(from, from + THOUSAND));
        }
        List<Pair> first = pairs(SHORT);
        List<Pair> counted = first.subList(NOT_COUNTED, first.size());
        printAdded("event", counted, Cost::eventNanos);
        printAdded("token", counted, Cost::tokenNanos);
        System.exit(0);
    }

    private static List<Pair> pairs(Load load) throws IOException {
        try (ServerProcess server = ServerProcess.start(load.characters(), load.tokensPerSecond());
                OpenClients clients = new OpenClients(client(server.url(), false), client(server.url(), true))) {
            return pairs(clients, load);
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

    /** What a call took, bare and with Perennial. */
    private record Pair(Cost bare, Cost unbroken) {}

    /** Processor time, and what passed until the first event and until the first token. */
    private record Cost(double processorNanos, double eventNanos, double tokenNanos) {}

    private static List<Pair> pairs(OpenClients clients, Load load) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < load.pairs(); i++) {
            boolean bareFirst = i % 2 == 0;
            Cost first = cost(bareFirst ? clients.bare() : clients.unbroken(), load.calls());
            Cost second = cost(bareFirst ? clients.unbroken() : clients.bare(), load.calls());
            pairs.add(bareFirst ? new Pair(first, second) : new Pair(second, first));
        }
        return pairs;
    }

    private static Cost cost(AnthropicClient client, int calls) {
        long processor = processorNanos();
        long event = 0;
        long token = 0;
        for (int i = 0; i < calls; i++) {
            Beginning beginning = beginning(client);
            event += beginning.eventNanos();
            token += beginning.tokenNanos();
        }
        return new Cost(
                (double) (processorNanos() - processor) / calls, (double) event / calls, (double) token / calls);
    }

    private record Beginning(long eventNanos, long tokenNanos) {}

    /** Reads a whole answer; how long its first event and its first token took. */
    private static Beginning beginning(AnthropicClient client) {
        long begun = System.nanoTime();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params())) {
            Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
            RawMessageStreamEvent event = events.next();
            long first = System.nanoTime() - begun;
            while (!event.isContentBlockDelta()) {
                event = events.next();
            }
            long token = System.nanoTime() - begun;
            events.forEachRemaining(more -> {});
            return new Beginning(first, token);
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

    private static void printProcessor(int thousand, List<Pair> pairs) {
        Interval added = added(pairs, Cost::processorNanos);
        double bare = pairs.stream()
                .mapToDouble(p -> p.bare().processorNanos())
                .average()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "thousand %2d: bare %.2f ms; with Perennial %+.1f %% (%+.1f to %+.1f %%)%n",
                thousand,
                bare / 1e6,
                100 * added.mean() / bare,
                100 * added.low() / bare,
                100 * added.high() / bare);
    }

    private static void printAdded(String what, List<Pair> pairs, ToDoubleFunction<Cost> nanos) {
        Interval added = added(pairs, nanos);
        System.out.printf(
                Locale.ROOT,
                "time to the first %s: %+.3f ms (%+.3f to %+.3f); %d pairs%n",
                what,
                added.mean() / 1e6,
                added.low() / 1e6,
                added.high() / 1e6,
                pairs.size());
    }

    private static Interval added(List<Pair> pairs, ToDoubleFunction<Cost> nanos) {
        return Interval.of(pairs.stream()
                .mapToDouble(p -> nanos.applyAsDouble(p.unbroken()) - nanos.applyAsDouble(p.bare()))
                .toArray());
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
