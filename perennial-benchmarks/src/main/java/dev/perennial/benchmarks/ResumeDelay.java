package dev.perennial.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialSettings;
import dev.perennial.http.TlsIdentity;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.TextBrain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints how soon the first new token comes after a break was noticed, beyond what the server itself takes for a first
 * token: {@code java -cp perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.ResumeDelay}. Takes two
 * minutes.
 *
 * <p>The simulated model takes 0.15 s to its first token and none for the others, so that what it repeats to show its place
 * is not counted. What the server takes is measured by calls that do not break, from the call to the first text.
 */
public final class ResumeDelay {

    private static final Duration FIRST_TOKEN = Duration.ofMillis(150);
    private static final int CALLS = 20;
    private static final int WARM_UP = 4;
    private static final int BREAK = 1_000;

    private record Case(String name, String fault, boolean encrypted) {}

    private static final List<Case> CASES = List.of(
            new Case("HTTP/1.1, connection reset", "reset@text:" + BREAK, false),
            new Case("HTTP/1.1, ends too early", "eof@text:" + BREAK, false),
            new Case("HTTP/1.1, stalls without pings", "silence=1h@text:" + BREAK, false),
            new Case("HTTP/1.1, dead connection", "black-hole@text:" + BREAK, false),
            new Case("HTTP/2, stream reset", "http2-reset-stream@text:" + BREAK, true),
            new Case("HTTP/2, dead connection", "black-hole@text:" + BREAK, true));

    private final AtomicLong brokenAt = new AtomicLong();
    private final AnthropicClient client;
    private final String name;

    private ResumeDelay(SimulatorServer server, TlsIdentity identity, Case measured) {
        PerennialSettings brisk = PerennialSettings.builder()
                .stallTimeout(Duration.ofMillis(400))
                .listener(this::heard)
                .build();
        this.name = measured.name();
        this.client = AnthropicOkHttpClient.builder()
                .apiKey("none")
                .sslSocketFactory(identity.clientContext().getSocketFactory())
                .trustManager(identity.trustManager())
                .baseUrl(server.baseUrl().toString())
                .addInterceptor(Perennial.with(brisk))
                .build();
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        TlsIdentity identity = TlsIdentity.selfSigned();
        try (SimulatorServer plain = SimulatorServer.start(settings().build());
                SimulatorServer encrypted =
                        SimulatorServer.start(settings().tls(identity).build())) {
            for (Case measured : CASES) {
                new ResumeDelay(measured.encrypted() ? encrypted : plain, identity, measured).measure(measured.fault());
            }
        }
        System.exit(0);
    }

    private static SimulatorSettings.Builder settings() {
        return SimulatorSettings.builder(TextBrain.ofCharacters(2 * BREAK))
                .manner(Manner.OBEDIENT)
                .pace(new Pace(FIRST_TOKEN, Double.POSITIVE_INFINITY, Duration.ofSeconds(10)));
    }

    private void heard(PerennialEvent event) {
        if (event instanceof PerennialEvent.Stall || event instanceof PerennialEvent.Break) {
            brokenAt.compareAndSet(0, System.nanoTime());
        }
    }

    private void measure(String fault) {
        List<Double> healthy = new ArrayList<>();
        List<Double> resumed = new ArrayList<>();
        for (int i = -WARM_UP; i < CALLS; i++) {
            double whole = toFirstText("crlf", i);
            double broken = toFirstText(fault, i);
            if (i >= 0) {
                healthy.add(whole);
                resumed.add(broken);
            }
        }
        client.close();
        double own = quantile(healthy, 0.5);
        System.out.printf(
                Locale.ROOT,
                "%-32s first token %4.0f ms; after a break %+7.1f ms (median of %d calls; nine in ten at most %+.1f ms)%n",
                name,
                own,
                quantile(resumed, 0.5) - own,
                CALLS,
                quantile(resumed, 0.9) - own);
    }

    /** Milliseconds from the call, or from its break if there is one, to the next text that comes. */
    private double toFirstText(String fault, int number) {
        brokenAt.set(0);
        long from = System.nanoTime();
        try (StreamResponse<RawMessageStreamEvent> stream =
                client.messages().createStreaming(params(fault, name + number))) {
            Iterator<RawMessageStreamEvent> texts = stream.stream()
                    .filter(e -> e.contentBlockDelta()
                            .filter(d -> d.delta().isText())
                            .isPresent())
                    .iterator();
            boolean breaks = !fault.equals("crlf");
            while (texts.hasNext()) {
                texts.next();
                if (!breaks || brokenAt.get() != 0) {
                    return (System.nanoTime() - (breaks ? brokenAt.get() : from)) / 1e6;
                }
            }
        }
        throw new IllegalStateException("no break came about with " + fault);
    }

    private static double quantile(List<Double> values, double part) {
        return values.stream()
                .sorted()
                .skip((long) (part * (values.size() - 1)))
                .findFirst()
                .orElseThrow();
    }

    private static MessageCreateParams params(String fault, String message) {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(4_000)
                .addUserMessage(message)
                .putAdditionalHeader("x-simulator-fault", fault)
                .build();
    }
}
