package dev.perennial.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialSettings;
import dev.perennial.client.UnfinishedMessageException;
import dev.perennial.client.governor.Governing;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keeps many streams of the official SDK with Perennial open for a while, over real sockets, most of which break in one way
 * or several, and prints what became of them and what they left behind: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.Soak 2000 600}. Takes the number of streams that
 * are open at a time (2,000) and for how many seconds new ones are begun (600). Ends with 1 if a stream was not whole.
 *
 * <p>The simulator runs in another process. Faults are drawn from a seed, but which meets which is up to the threads.
 */
public final class Soak {

    private static final int CHARACTERS = 2_000;
    private static final int WARM_UP = 20;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    /** That of the defaults: the machine is busy with both sides of all streams, and may halt for some seconds. */
    private static final Duration LONGEST_STALL = Duration.ofSeconds(25);

    private static final Duration SHORTEST_STALL = Duration.ofSeconds(2);

    /**
     * What a soak came to.
     *
     * @param streams how many were read to the end
     * @param resumes how many more requests they needed
     * @param failures what was not whole, or did not end well; a line each
     * @param before what the process had when nothing had begun
     * @param after what it had when all was closed
     */
    record Result(int streams, int resumes, List<String> failures, Footprint before, Footprint after) {}

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger resumes = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();
    private final int open;
    private final Duration time;

    private Soak(int open, Duration time) {
        this.open = open;
        this.time = time;
    }

    /** Takes the number of streams and of seconds. */
    public static void main(String[] arguments) throws Exception {
        int open = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 600;
        Result result = of(open, Duration.ofSeconds(seconds));
        System.out.printf(
                Locale.ROOT,
                "%,d streams at a time for %,d s: %,d streams read, %,d requests more than those, %,d not whole%n",
                open,
                seconds,
                result.streams(),
                result.resumes(),
                result.failures().size());
        System.out.println("before: " + result.before() + "; after: " + result.after());
        result.failures().stream().limit(20).forEach(System.out::println);
        System.exit(result.failures().isEmpty() ? 0 : 1);
    }

    /** Runs so many streams at a time, and begins new ones for so long. */
    static Result of(int open, Duration time) throws Exception {
        return new Soak(open, time).run();
    }

    private Result run() throws Exception {
        Duration answer = time.dividedBy(3).compareTo(LONGEST_ANSWER) < 0 ? time.dividedBy(3) : LONGEST_ANSWER;
        try (ServerProcess server = ServerProcess.start(CHARACTERS, CHARACTERS / 4.0 / answer.toSeconds())) {
            soak(
                    server.url(),
                    Math.min(open, WARM_UP),
                    Duration.ZERO); // what classes and pools take is there before it counts
            Footprint before = Footprint.now();
            streams.set(0);
            resumes.set(0);
            soak(server.url(), open, time);
            return new Result(streams.get(), resumes.get(), List.copyOf(failures), before, Footprint.settled(before));
        }
    }

    private void soak(String url, int count, Duration lasting) throws InterruptedException, ExecutionException {
        AnthropicClient client = client(url);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String whole = text(client, "crlf");
            long until = System.nanoTime() + lasting.toNanos();
            List<Future<?>> readers = IntStream.range(0, count)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> read(client, whole, new Random(i), until)))
                    .toList();
            for (Future<?> reader : readers) {
                reader.get();
            }
        } finally {
            client.close();
        }
    }

    private AnthropicClient client(String url) {
        PerennialSettings brisk = PerennialSettings.builder()
                .stallTimeout(stall())
                .firstTokenTimeout(Duration.ofSeconds(30))
                .headTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30))
                .governing(Governing.OFF) // the simulator tells the limits of a small account, which this is not about
                .listener(this::heard)
                .build();
        return AnthropicOkHttpClient.builder()
                .apiKey("none")
                .baseUrl(url)
                .addInterceptor(Perennial.with(brisk))
                .build();
    }

    private Duration stall() {
        Duration part = time.dividedBy(10);
        Duration atMost = part.compareTo(LONGEST_STALL) < 0 ? part : LONGEST_STALL;
        return atMost.compareTo(SHORTEST_STALL) > 0 ? atMost : SHORTEST_STALL;
    }

    private void heard(PerennialEvent event) {
        boolean again = event instanceof PerennialEvent.Resume
                || (event instanceof PerennialEvent.Attempt attempt && attempt.number() > 1);
        if (again) {
            resumes.incrementAndGet();
        }
    }

    private void read(AnthropicClient client, String whole, Random random, long until) {
        do {
            String faults = Misfortunes.draw(random, CHARACTERS);
            try {
                String text = text(client, faults);
                if (!text.equals(whole)) {
                    failures.add(faults + ": " + text.length() + " characters that are not those of the answer");
                }
            } catch (RuntimeException e) {
                failures.add(faults + ": " + told(e));
            }
            streams.incrementAndGet();
        } while (System.nanoTime() < until);
    }

    private static String told(RuntimeException failure) {
        return Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                .filter(UnfinishedMessageException.class::isInstance)
                .map(UnfinishedMessageException.class::cast)
                .map(e -> e.outcome().text() + " " + e.outcome().report().attempts())
                .findFirst()
                .orElse(failure.toString());
    }

    /** The answer is always the same; the message is not, since the simulator knows by it whose attempts are whose. */
    private String text(AnthropicClient client, String faults) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(4_000)
                .addUserMessage("Message " + Integer.toHexString(messages.incrementAndGet()))
                .putAdditionalHeader("x-simulator-fault", faults)
                .build();
        StringBuilder text = new StringBuilder();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
            stream.stream()
                    .flatMap(event -> event.contentBlockDelta().stream())
                    .flatMap(delta -> delta.delta().text().stream())
                    .forEach(delta -> text.append(delta.text()));
        }
        return text.toString();
    }
}
