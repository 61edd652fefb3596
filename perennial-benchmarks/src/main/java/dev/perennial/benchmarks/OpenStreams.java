package dev.perennial.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientImpl;
import com.anthropic.core.ClientOptions;
import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.perennial.client.Perennial;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Prints the live heap that an open stream of the official SDK keeps, bare and with Perennial: {@code java -cp
 * perennial-benchmarks/target/perennial-benchmarks.jar dev.perennial.benchmarks.OpenStreams}. Takes half a minute.
 *
 * <p>There is no network: each stream has brought its first event, and the rest of it is not read yet.
 */
public final class OpenStreams {

    private static final int STREAMS = 5_000;

    private OpenStreams() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) {
        open(client(Optional.empty()), 100);
        open(client(Optional.of(Perennial.create())), 100);
        AnthropicClient bare = client(Optional.empty());
        AnthropicClient unbroken = client(Optional.of(Perennial.create()));
        long before = usedHeap();
        List<StreamResponse<RawMessageStreamEvent>> first = open(bare, STREAMS);
        long between = usedHeap();
        List<StreamResponse<RawMessageStreamEvent>> second = open(unbroken, STREAMS);
        long after = usedHeap();
        print((between - before) / (double) STREAMS, (after - between) / (double) STREAMS);
        first.forEach(StreamResponse::close);
        second.forEach(StreamResponse::close);
        System.exit(0);
    }

    private static void print(double bare, double unbroken) {
        System.out.printf(
                Locale.ROOT,
                "%,d open streams: live heap each %.1f KB bare, %.1f KB with Perennial (%+.1f KB)%n",
                STREAMS,
                bare / 1000,
                unbroken / 1000,
                (unbroken - bare) / 1000);
    }

    private static AnthropicClient client(Optional<Perennial> perennial) {
        ClientOptions.Builder options = ClientOptions.builder().httpClient(new Network());
        perennial.ifPresent(options::addInterceptor);
        return new AnthropicClientImpl(options.build());
    }

    @SuppressWarnings("MustBeClosedChecker") // they are closed together
    private static List<StreamResponse<RawMessageStreamEvent>> open(AnthropicClient client, int count) {
        List<StreamResponse<RawMessageStreamEvent>> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params());
            stream.stream().iterator().next();
            open.add(stream);
        }
        return open;
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static MessageCreateParams params() {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(1_000)
                .addUserMessage("Hello")
                .build();
    }

    /** Brings the first event of each stream. */
    private static final class Network implements HttpClient {

        private static final byte[] START = """
                event: message_start
                data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
                "model":"claude-opus-5-5","content":[],"stop_reason":null,"stop_sequence":null,\
                "usage":{"input_tokens":9,"output_tokens":1}}}

                """.getBytes(UTF_8);

        @Override
        public HttpResponse execute(HttpRequest request, RequestOptions options) {
            Headers headers =
                    Headers.builder().put("content-type", "text/event-stream").build();
            return new Response(headers, new ByteArrayInputStream(START));
        }

        @Override
        public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
            return CompletableFuture.completedFuture(execute(request, options));
        }

        @Override
        public void close() {}
    }

    private record Response(Headers headers, InputStream body) implements HttpResponse {

        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public void close() {}
    }
}
