package dev.perennial.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.Timeout;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialSettings;
import dev.perennial.http.TlsIdentity;
import dev.perennial.simulator.Brain;
import dev.perennial.simulator.Pace;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.fault.FaultGroup;
import dev.perennial.simulator.fault.FaultKind;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.ResumingBrain;
import dev.perennial.stream.clocks.FixedThresholds;
import java.time.Duration;
import java.util.Map;

/** The simulator over plain HTTP/1.1 and over TLS with HTTP/2, in a world whose time runs faster. */
final class FakeApi implements AutoCloseable {

    /** How much faster: a minute is a second. */
    static final int HASTE = 60;

    /** The SDK's own defaults (its class {@code Timeout}), in that world. */
    static final Duration CONNECT = Duration.ofMinutes(1).dividedBy(HASTE);

    static final Duration TOTAL = Duration.ofMinutes(10).dividedBy(HASTE);

    private static final Brain BRAIN = prompt -> Reply.of(
            Reply.thinkingBlock("First I think about what was asked, and how to say it in a few words."),
            Reply.textBlock("Dear reader, naïve as it sounds: streams break, and nobody tells you. ".repeat(3)),
            Reply.toolUseBlock(
                    "write_file",
                    JsonNodeFactory.instance.objectNode().put("path", "a.txt").put("text", "three wise words")));

    /** Kinds that need something else to happen first. */
    private static final Map<String, String> PREPARED = Map.of(
            "proxy-idle-cut", "pause=61s+proxy-idle-cut",
            "proxy-time-limit", "slow=5s+proxy-time-limit",
            "proxy-comments", "pause=12s+proxy-comments");

    private final TlsIdentity identity = TlsIdentity.selfSigned();
    private final SimulatorServer plain = SimulatorServer.start(settings().build());
    private final SimulatorServer encrypted =
            SimulatorServer.start(settings().tls(identity).build());

    private static SimulatorSettings.Builder settings() {
        return SimulatorSettings.builder(ResumingBrain.over(BRAIN))
                .manner(Manner.OBEDIENT)
                .pace(new Pace(Duration.ofSeconds(2), 100, Duration.ofSeconds(10)))
                .sleeper(duration -> Thread.sleep(duration.dividedBy(HASTE)));
    }

    /** The faults that show what a kind does. */
    static String faults(FaultKind kind) {
        return PREPARED.getOrDefault(kind.name(), kind.name());
    }

    /** The official SDK as it is, with nothing changed but the pace of its clocks. */
    AnthropicClient client(FaultKind kind) {
        return builder(kind)
                .timeout(Timeout.builder().connect(CONNECT).request(TOTAL).build())
                .build();
    }

    /** The same with Perennial, whose clocks run as much faster. */
    AnthropicClient unbrokenClient(FaultKind kind) {
        return builder(kind).addInterceptor(Perennial.with(hasty())).build();
    }

    private static PerennialSettings hasty() {
        FixedThresholds slow = FixedThresholds.DEFAULT;
        return PerennialSettings.builder()
                .connectTimeout(PerennialSettings.DEFAULT.connectTimeout().dividedBy(HASTE))
                .headTimeouts(slow.head().dividedBy(HASTE), slow.laterHead().dividedBy(HASTE))
                .firstTokenTimeout(slow.firstToken().dividedBy(HASTE))
                .stallTimeout(slow.text().dividedBy(HASTE))
                .toolInputTimeout(slow.toolInput().dividedBy(HASTE))
                .thinkingTimeout(slow.thinking().dividedBy(HASTE))
                .betweenBlocksTimeout(slow.betweenBlocks().dividedBy(HASTE))
                .endingTimeout(slow.ending().dividedBy(HASTE))
                .idleTimeout(slow.bytes().dividedBy(HASTE))
                .build();
    }

    private AnthropicOkHttpClient.Builder builder(FaultKind kind) {
        AnthropicOkHttpClient.Builder client = AnthropicOkHttpClient.builder().apiKey("none");
        if (kind.group() == FaultGroup.HTTP2) {
            client.sslSocketFactory(identity.clientContext().getSocketFactory()).trustManager(identity.trustManager());
        }
        return client.baseUrl(server(kind).baseUrl().toString());
    }

    /** How many requests of a conversation there were. */
    int requests(FaultKind kind, String firstMessage) {
        return (int) server(kind).requests().stream()
                .filter(r -> r.body()
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asText()
                        .equals(firstMessage))
                .count();
    }

    private SimulatorServer server(FaultKind kind) {
        return kind.group() == FaultGroup.HTTP2 ? encrypted : plain;
    }

    @Override
    public void close() {
        plain.close();
        encrypted.close();
    }
}
