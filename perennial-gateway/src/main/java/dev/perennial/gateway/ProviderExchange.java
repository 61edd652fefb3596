package dev.perennial.gateway;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request to a provider, whose answer is read on a thread of its own: what the SDK's back ends make of it is a stream of
 * bytes that somebody has to wait for.
 */
final class ProviderExchange extends UpstreamExchange {

    private static final Duration FAREWELL = Duration.ofMillis(200);
    private static final int AHEAD = 4;
    private static final int PORTION = 8 << 10;
    private static final int MOST_OF_AN_ERROR = 64 << 10;

    /** About the bytes that came, which are not those that go on. */
    private static final Set<String> OF_THE_BYTES = Set.of("content-length", "transfer-encoding");

    private final Mailbox mailbox;
    private final ProviderCall call;
    private final HttpRequest request;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Semaphore room = new Semaphore(AHEAD);

    private @Nullable Thread thread;
    private @Nullable HttpResponse response;
    private boolean closed;

    ProviderExchange(int number, Mailbox mailbox, ProviderCall call, HttpRequest request) {
        super(number);
        this.mailbox = mailbox;
        this.call = call;
        this.request = request;
    }

    void start(Executor threads) {
        threads.execute(this::run);
    }

    private void run() {
        try {
            if (begin()) {
                HttpResponse answer = call.send(request);
                if (keep(answer)) {
                    pass(answer);
                } else {
                    answer.close();
                }
            }
            end(Optional.empty());
        } catch (UncheckedIOException e) {
            end(Optional.of(new IOException(e)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            end(Optional.of(e));
        } finally {
            finish();
        }
    }

    private void pass(HttpResponse answer) throws IOException, InterruptedException {
        if (answer.statusCode() >= 400) {
            byte[] error = answer.body().readNBytes(MOST_OF_AN_ERROR);
            Headers head = headers(answer);
            put(new Arrival.Head(
                    this,
                    answer.statusCode(),
                    PassedHeaders.without(head, "content-type").with("Content-Type", "application/json")));
            put(new Arrival.Bytes(
                    this, List.of(ByteBuffer.wrap(ProviderErrors.inTheApisForm(answer.statusCode(), error)))));
        } else {
            put(new Arrival.Head(this, answer.statusCode(), headers(answer)));
            pump(answer.body());
        }
    }

    private void pump(InputStream body) throws IOException, InterruptedException {
        byte[] portion = new byte[PORTION];
        for (int length = body.read(portion); length >= 0; length = body.read(portion)) {
            if (!over.get()) {
                put(new Arrival.Bytes(this, List.of(ByteBuffer.wrap(Arrays.copyOf(portion, length)))));
                room.acquire();
            }
        }
    }

    private void put(Arrival arrival) {
        if (!over.get()) {
            mailbox.put(arrival);
        }
    }

    private static Headers headers(HttpResponse answer) {
        return new Headers(answer.headers().names().stream()
                .filter(name -> !OF_THE_BYTES.contains(name.toLowerCase(Locale.ROOT)))
                .flatMap(name -> answer.headers().values(name).stream().map(value -> new Headers.Field(name, value)))
                .toList());
    }

    private void end(Optional<Throwable> failure) {
        if (!over.getAndSet(true)) {
            mailbox.put(new Arrival.Ended(this, failure));
        }
    }

    private synchronized boolean begin() {
        thread = Thread.currentThread();
        return !closed;
    }

    private synchronized boolean keep(HttpResponse answer) {
        response = answer;
        return !closed;
    }

    private synchronized void finish() {
        thread = null;
        if (response != null) {
            response.close();
        }
    }

    @Override
    void more() {
        room.release();
    }

    /** The answer is closed, not its body: some back ends have a thread that feeds one. */
    @Override
    void close() {
        over.set(true);
        HttpResponse open;
        synchronized (this) {
            closed = true;
            open = response;
            if (thread != null) {
                thread.interrupt();
            }
        }
        if (open != null) {
            open.close();
        }
    }

    @Override
    void leave() {
        if (!over.getAndSet(true)) {
            room.release();
            CompletableFuture.delayedExecutor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::close);
        }
    }
}
