package dev.perennial.client.exchange;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** An HTTP client of the SDK's that tells a listener of the requests for messages that it sends. As thread-safe as that client. */
public final class ToldExchanges implements HttpClient {

    private static final List<String> PATH = List.of("v1", "messages");

    private final HttpClient next;
    private final ExchangeListener listener;
    private final LongSupplier nanoTime;

    private ToldExchanges(HttpClient next, ExchangeListener listener, LongSupplier nanoTime) {
        this.next = next;
        this.listener = listener;
        this.nanoTime = nanoTime;
    }

    /**
     * The client itself if nobody listens.
     *
     * @param next what sends; closed with what is returned
     * @param nanoTime a monotonic clock in nanoseconds
     */
    public static HttpClient of(HttpClient next, ExchangeListener listener, LongSupplier nanoTime) {
        return listener.equals(ExchangeListener.NONE) ? next : new ToldExchanges(next, listener, nanoTime);
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        if (!isForMessage(request)) {
            return next.execute(request, options);
        }
        HttpRequest repeatable = request.buffered();
        OpenExchange exchange = begin(repeatable);
        try {
            return exchange.answered(next.execute(repeatable, options));
        } catch (Throwable e) {
            exchange.failed();
            throw e;
        }
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        if (!isForMessage(request)) {
            return next.executeAsync(request, options);
        }
        HttpRequest repeatable = request.buffered();
        OpenExchange exchange = begin(repeatable);
        return next.executeAsync(repeatable, options)
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        exchange.failed();
                    }
                })
                .thenApply(exchange::answered);
    }

    private static boolean isForMessage(HttpRequest request) {
        return request.method() == HttpMethod.POST
                && request.pathSegments().equals(PATH)
                && request.body().isPresent();
    }

    private OpenExchange begin(HttpRequest request) {
        Redaction redaction = new Redaction(request);
        Digested body = Digested.of(request.body().orElseThrow());
        SentRequest sent = new SentRequest(
                request.method().name(),
                redaction.url(request),
                redaction.headers(request.headers()),
                body.hash(),
                body.bytes());
        return new OpenExchange(listener.sending(sent), redaction, nanoTime);
    }

    private record Digested(String hash, long bytes) {

        static Digested of(HttpRequestBody body) {
            DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
            Counted counted = new Counted(out);
            body.writeTo(counted);
            return new Digested(HexFormat.of().formatHex(out.getMessageDigest().digest()), counted.count());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }

    @Override
    public void close() {
        next.close();
    }
}
