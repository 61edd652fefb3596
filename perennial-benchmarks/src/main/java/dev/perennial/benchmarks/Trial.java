package dev.perennial.benchmarks;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.ThinkingConfigAdaptive;
import dev.perennial.simulator.fault.FaultKind;
import dev.perennial.simulator.fault.Harm;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls the SDK, bare or with Perennial, against one kind of fault. */
final class Trial {

    /** How long an answer may take: a quarter of an hour of the faster world. */
    static final Duration BOUND = Duration.ofMinutes(15).dividedBy(FakeApi.HASTE);

    private final FakeApi api;
    private final FaultKind kind;
    private final boolean unbroken;

    Trial(FakeApi api, FaultKind kind, boolean unbroken) {
        this.api = api;
        this.kind = kind;
        this.unbroken = unbroken;
    }

    Verdict stream() throws InterruptedException {
        return judge("stream", Trial::streamed);
    }

    Verdict create() throws InterruptedException {
        return judge(
                "create", (client, params) -> Transcript.of(client.messages().create(params)));
    }

    private interface Call {
        Transcript apply(AnthropicClient client, MessageCreateParams params);
    }

    private static Transcript streamed(AnthropicClient client, MessageCreateParams params) {
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(params)) {
            return Transcript.of(events.stream());
        }
    }

    private Verdict judge(String way, Call call) throws InterruptedException {
        AnthropicClient client = unbroken ? api.unbrokenClient(kind) : api.client(kind);
        try {
            String message = way + (unbroken ? " unbroken " : " ") + kind.name();
            Transcript expected = call.apply(client, params(message + " control", harmless()));
            return bounded(() -> {
                Transcript received = call.apply(client, params(message, FakeApi.faults(kind)));
                return Verdict.ended(received, expected, api.requests(kind, message));
            });
        } finally {
            client.close();
        }
    }

    /** What adds content has to be compared with the same content. */
    private String harmless() {
        return kind.name().equals("big-delta") && kind.harm() == Harm.NONE ? "big-delta" : "crlf";
    }

    private static Verdict bounded(Callable<Verdict> call) throws InterruptedException {
        ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Future<Verdict> verdict = thread.submit(call);
            return verdict.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            return Verdict.HANG;
        } catch (ExecutionException failed) {
            return Verdict.error(failed.getCause() == null ? failed : failed.getCause());
        } finally {
            thread.shutdownNow();
        }
    }

    private static MessageCreateParams params(String message, String faults) {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(4_000)
                .thinking(ThinkingConfigAdaptive.builder()
                        .display(ThinkingConfigAdaptive.Display.SUMMARIZED)
                        .build())
                .addUserMessage(message)
                .putAdditionalHeader("x-simulator-fault", faults)
                .build();
    }
}
