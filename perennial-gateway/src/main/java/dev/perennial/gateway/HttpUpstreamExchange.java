package dev.perennial.gateway;

import dev.perennial.http.Headers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request that the JDK's HTTP client makes, whose body comes without a thread that waits for it. */
final class HttpUpstreamExchange extends UpstreamExchange implements BodyHandler<Void>, BodySubscriber<Void> {

    /** How long the end of a body may take behind the end of its message. */
    private static final Duration FAREWELL = Duration.ofMillis(200);

    /**
     * Portions that may be under way. While there is room for another one the client library need not be asked for it, which
     * would wake its selector once more for each.
     */
    private static final int AHEAD = 4;

    private final Mailbox mailbox;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription body;
    private volatile boolean left;
    private volatile @Nullable CompletableFuture<?> response;

    /**
     * A request that is not sent yet.
     *
     * @param number tells the attempts of one message apart
     */
    HttpUpstreamExchange(int number, Mailbox mailbox) {
        super(number);
        this.mailbox = mailbox;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails is told by mail
    void send(HttpClient client, HttpRequest request) {
        CompletableFuture<?> sent = client.sendAsync(request, this);
        response = sent;
        sent.whenComplete((_, failure) -> {
            if (failure != null) {
                end(Optional.of(cause(failure)));
            }
        });
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    void more() {
        Flow.Subscription subscription = body;
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    void close() {
        over.set(true);
        CompletableFuture<?> sent = response;
        if (sent != null) {
            sent.cancel(true);
        }
        Flow.Subscription subscription = body;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    void leave() {
        left = true;
        if (!over.getAndSet(true)) {
            more();
            CompletableFuture.delayedExecutor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::close);
        }
    }

    private void end(Optional<Throwable> failure) {
        if (!over.getAndSet(true)) {
            mailbox.put(new Arrival.Ended(this, failure));
        }
    }

    @Override
    public BodySubscriber<Void> apply(ResponseInfo info) {
        if (!over.get()) {
            mailbox.put(new Arrival.Head(this, info.statusCode(), headers(info)));
        }
        return this;
    }

    private static Headers headers(ResponseInfo info) {
        return new Headers(info.headers().map().entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(v -> new Headers.Field(e.getKey(), v)))
                .toList());
    }

    /** The body has a way of its own: the response is there as soon as its head is. */
    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        body = subscription;
        if (over.get()) {
            subscription.cancel();
        } else {
            subscription.request(AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        if (!over.get()) {
            mailbox.put(new Arrival.Bytes(this, bytes));
        } else if (left) {
            more();
        }
    }

    @Override
    public void onError(Throwable failure) {
        end(Optional.of(failure instanceof IOException io ? io : new IOException(failure)));
    }

    @Override
    public void onComplete() {
        end(Optional.empty());
    }
}
