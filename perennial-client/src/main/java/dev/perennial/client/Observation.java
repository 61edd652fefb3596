package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.client.internal.NoticedResponse;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Effects;
import dev.perennial.stream.recovery.HowEnded;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.Report;
import dev.perennial.stream.recovery.StreamEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Watches one call and tells the listener what becomes of it; every byte passes as it is, when it is.
 *
 * <p>It ends with the first trouble: what a stream does after that is no longer told. Calls that ask for no stream are
 * watched up to their status only, and without clocks: the answer may take as long as the message does.
 */
final class Observation implements Effects, NoticedResponse.Reader {

    private static final int ATTEMPT = 1;

    private final ReentrantLock lock = new ReentrantLock();
    private final HttpRequest request;
    private final boolean streaming;
    private final Recovery watcher;
    private final WakeUp wakeUp;
    private final Announcer announcer;
    private final LongSupplier clock;
    private final long startedAt;

    private boolean over;

    Observation(
            HttpRequest request,
            boolean streaming,
            Recovery watcher,
            Alarm alarm,
            Announcer announcer,
            LongSupplier clock) {
        this.request = request;
        this.streaming = streaming;
        this.watcher = watcher;
        this.wakeUp = new WakeUp(alarm, this::tick);
        this.announcer = announcer;
        this.clock = clock;
        this.startedAt = now();
        locked(() -> {
            watcher.start(now(), this);
            watcher.on(now(), new Input.Sent(ATTEMPT), this);
        });
    }

    /** Sends the request, and watches what comes of it. */
    HttpResponse exchange(HttpClient next, RequestOptions options) {
        try {
            return answered(next.execute(request, options));
        } catch (Throwable e) {
            failed(e);
            throw e;
        }
    }

    /** As {@link #exchange}, for calls of an asynchronous client. */
    CompletableFuture<HttpResponse> exchangeAsync(HttpClient next, RequestOptions options) {
        return next.executeAsync(request, options)
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        failed(
                                failure instanceof CompletionException e && e.getCause() != null
                                        ? e.getCause()
                                        : failure);
                    }
                })
                .thenApply(this::answered);
    }

    private HttpResponse answered(HttpResponse response) {
        locked(() -> {
            watcher.on(now(), new Input.Head(ATTEMPT, Heads.of(response)), this);
            if (!streaming && response.statusCode() == 200) {
                end(whole(response));
            } else if (!Heads.isStream(response)) {
                watcher.on(now(), new Input.Ended(ATTEMPT, HowEnded.CLEAN), this);
            }
            watcher.on(now(), new Input.Demand(false), this);
        });
        return streaming ? new NoticedResponse(response, this) : response;
    }

    private Outcome whole(HttpResponse response) {
        AttemptReport attempt = new AttemptReport(
                ATTEMPT,
                Call.Shape.ORIGINAL,
                Optional.empty(),
                Optional.empty(),
                Duration.ofNanos(now() - startedAt),
                TokenUsage.NONE,
                true,
                Optional.empty(),
                response.requestId());
        return new Outcome.Complete(new Report(watcher.progress(), List.of(attempt)), "", true);
    }

    private void failed(Throwable failure) {
        Input input = Trouble.of(failure, false)
                .<Input>map(how -> new Input.Ended(ATTEMPT, how))
                .orElseGet(Input.Cancel::new);
        locked(() -> watcher.on(now(), input, this));
    }

    /** Reads for the caller, and watches. */
    @Override
    public int read(InputStream body, byte[] target, int offset, int length) throws IOException {
        locked(() -> watcher.on(now(), new Input.Demand(true), this));
        int count;
        try {
            count = body.read(target, offset, length);
        } catch (IOException | RuntimeException e) {
            HowEnded how = Trouble.of(e, true).orElse(HowEnded.RESET);
            locked(() -> watcher.on(now(), new Input.Ended(ATTEMPT, how), this));
            throw e;
        }
        locked(() -> {
            if (count < 0) {
                watcher.on(now(), new Input.Ended(ATTEMPT, HowEnded.CLEAN), this);
            } else {
                watcher.bytes(now(), ATTEMPT, target, offset, count, this);
            }
            watcher.on(now(), new Input.Demand(false), this);
        });
        return count;
    }

    /** The caller wants no more. */
    @Override
    public void close(HttpResponse response) {
        locked(() -> watcher.on(now(), new Input.Cancel(), this));
        response.close();
    }

    private void tick() {
        locked(() -> {
            wakeUp.rang();
            if (now() >= watcher.wakeAt()) {
                watcher.on(now(), new Input.Tick(), this);
            }
        });
    }

    private void locked(Runnable step) {
        lock.lock();
        try {
            step.run();
            rearm();
        } finally {
            lock.unlock();
        }
        announcer.announce();
    }

    private void rearm() {
        if (streaming && !over) {
            wakeUp.noLaterThan(watcher.wakeAt(), now());
        }
    }

    private long now() {
        return clock.getAsLong();
    }

    @Override
    public void deliver(byte[] bytes, int offset, int length) {
        // The reader has them already.
    }

    @Override
    public void send(int attempt, Call call) {
        announcer.sending(attempt, call, now());
    }

    @Override
    public void abandon(int attempt) {
        // Nothing is changed.
    }

    @Override
    public void end(Outcome outcome) {
        over = true;
        wakeUp.cancel();
        announcer.ended(outcome, now());
    }

    @Override
    public void observe(StreamEvent event) {
        announcer.observed(event);
    }
}
