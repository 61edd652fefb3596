package dev.perennial.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.stream.SseDecoder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one delta of a stream without faults costs: in the core, in the SDK's typed stream, in the bare decoder. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HealthyStream {

    /** How many deltas a stream has. */
    static final int DELTAS = 10_000;

    private static final int BUFFER = 8_192;

    /** What comes at a time: as many bytes as a buffer takes, or one frame. */
    @Param({"buffer", "frame"})
    public String chunk = "";

    private int[] ends = {};

    private byte[] stream = {};
    private AnthropicClient client = new AnthropicClientImpl(
            ClientOptions.builder().httpClient(new InMemoryHttp(new byte[0])).build());

    /** Makes the stream. */
    @Setup
    public void setUp() {
        stream = SampleStream.ofDeltas(DELTAS);
        ends = chunk.equals("frame") ? SampleStream.frames(stream) : SampleStream.chunks(stream, BUFFER);
        client = new AnthropicClientImpl(
                ClientOptions.builder().httpClient(new InMemoryHttp(stream)).build());
    }

    /** Decoder, clocks, progress, one message out. */
    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public long core() {
        return CoreRun.of(stream, ends);
    }

    /** The official SDK's {@code createStreaming}, fed from memory, each event asked for its text. */
    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public long sdk() {
        long characters = 0;
        try (StreamResponse<RawMessageStreamEvent> events =
                client.messages().createStreaming(params(), RequestOptions.none())) {
            for (RawMessageStreamEvent event : (Iterable<RawMessageStreamEvent>) events.stream()::iterator) {
                characters += event.contentBlockDelta()
                        .flatMap(d -> d.delta().text())
                        .map(t -> t.text().length())
                        .orElse(0);
            }
        }
        return characters;
    }

    private static MessageCreateParams params() {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(64_000)
                .addUserMessage("Go.")
                .build();
    }

    /** Nothing but cutting bytes into frames. */
    @Benchmark
    @OperationsPerInvocation(DELTAS)
    public long decoder() {
        SseDecoder decoder = new SseDecoder();
        long[] frames = {0};
        int from = 0;
        for (int end : ends) {
            decoder.feed(stream, from, end - from, f -> frames[0]++);
            from = end;
        }
        return frames[0];
    }
}
