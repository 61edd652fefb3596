package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends only what passes a check; what does not is an exception of the call, or of its future.
 *
 * @param next where requests go that pass
 * @param check throws what is wrong with a request
 */
record CheckedRequests(HttpClient next, Consumer<HttpRequest> check) implements HttpClient {

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        check.accept(request);
        return next.execute(request, options);
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        try {
            check.accept(request);
        } catch (RuntimeException unsupported) {
            return CompletableFuture.failedFuture(unsupported);
        }
        return next.executeAsync(request, options);
    }

    @Override
    public void close() {
        next.close();
    }
}
