package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One exchange with whatever lies below the interceptor. Blocks, and gives up when its thread is interrupted. */
@FunctionalInterface
interface Transport {

    HttpResponse exchange(HttpRequest request, RequestOptions options) throws InterruptedException;

    /** For calls of a synchronous client. */
    static Transport sync(HttpClient next) {
        return next::execute;
    }

    /**
     * For calls of an asynchronous client. They too are sent synchronously: an interrupt then frees the connection at
     * once, where the future that the SDK's logging wraps is deaf to a cancellation, and OkHttp's limit of 64 calls under
     * way does not hold. Interceptors further in that know asynchronous calls only are served as they wish.
     */
    static Transport async(HttpClient next) {
        return (request, options) -> {
            try {
                return next.execute(request, options);
            } catch (UnsupportedOperationException asyncOnly) {
                return await(next.executeAsync(request, options));
            }
        };
    }

    private static HttpResponse await(CompletableFuture<HttpResponse> response) throws InterruptedException {
        try {
            return response.get();
        } catch (InterruptedException e) {
            closeWhenHere(response);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("the HTTP client failed", e.getCause());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it any more
    private static void closeWhenHere(CompletableFuture<HttpResponse> response) {
        response.thenAccept(HttpResponse::close);
    }
}
