package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the interceptor puts before the SDK's HTTP client: requests for messages are kept alive, all others pass. */
final class UnbrokenHttpClient implements HttpClient {

    private final HttpClient next;
    private final PerennialSettings settings;
    private final MessageCalls calls;
    private final FallbackClients fallbackClients;
    private final Observations observations;
    private final Transport sync;
    private final Transport async;

    UnbrokenHttpClient(
            HttpClient next,
            PerennialSettings settings,
            MessageCalls calls,
            FallbackClients fallbackClients,
            Observations observations) {
        this.next = next;
        this.settings = settings;
        this.calls = calls;
        this.fallbackClients = fallbackClients;
        this.observations = observations;
        this.sync = Transport.sync(next);
        this.async = Transport.async(next);
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        if (!MessageRequests.isOne(request)) {
            return next.execute(Sending.passed(request), options);
        }
        PerennialSettings call = CallSettings.of(request, settings);
        return switch (call.mode()) {
            case ON -> calls.begin(request, options, call, sync).get();
            case OFF -> next.execute(Sending.passed(request), options);
            case OBSERVE -> observations.begin(request, call).exchange(next, options);
        };
    }

    /** As all that is asynchronous, it tells a fault by its future. */
    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        try {
            return begin(request, options);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<HttpResponse> begin(HttpRequest request, RequestOptions options) {
        if (!MessageRequests.isOne(request)) {
            return next.executeAsync(Sending.passed(request), options);
        }
        PerennialSettings call = CallSettings.of(request, settings);
        return switch (call.mode()) {
            case ON -> onThreadOfItsOwn(calls.begin(request, options, call, async));
            case OFF -> next.executeAsync(Sending.passed(request), options);
            case OBSERVE -> observations.begin(request, call).exchangeAsync(next, options);
        };
    }

    /**
     * Of a call only what belongs to its thread is done there: the SDK calls from a worker that all programs share, and reads
     * what comes on the thread that brings it, and neither may be made to wait.
     */
    private static CompletableFuture<HttpResponse> onThreadOfItsOwn(Supplier<HttpResponse> call) {
        AwaitedResponse future = new AwaitedResponse();
        future.thread = Thread.ofVirtual().name("perennial-call").start(() -> future.completeWith(call));
        return future;
    }

    /** A response whose cancellation ends the call. */
    private static final class AwaitedResponse extends CompletableFuture<HttpResponse> {

        private volatile @Nullable Thread thread;

        void completeWith(Supplier<HttpResponse> call) {
            try {
                HttpResponse response = call.get();
                if (!complete(response)) {
                    response.close();
                }
            } catch (RuntimeException | Error e) {
                completeExceptionally(e);
            }
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            boolean cancelled = super.cancel(mayInterrupt);
            Thread caller = thread;
            if (cancelled && caller != null) {
                caller.interrupt();
            }
            return cancelled;
        }
    }

    @Override
    public void close() {
        next.close();
        fallbackClients.close();
    }
}
