package dev.perennial.client;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.Call;
import dev.perennial.stream.recovery.Effects;
import dev.perennial.stream.recovery.HowEnded;
import dev.perennial.stream.recovery.Input;
import dev.perennial.stream.recovery.Outcome;
import dev.perennial.stream.recovery.Recovery;
import dev.perennial.stream.recovery.StreamEvent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches one call and tells the listener what becomes of it; every byte passes as it is, when it is.
 *
 * <p>It ends with the first trouble: what a stream does after that is no longer told. Calls that ask for no stream are
 * watched up to their status only.
 */
final class Observation implements Effects {

    private static final int ATTEMPT = 1;

    private final ReentrantLock lock = new ReentrantLock();
    private final HttpRequest request;
    private final boolean streaming;
    private final Recovery watcher;
    private final Alarm alarm;
    private final Announcer announcer;
    private final LongSupplier clock;

    private @Nullable Future<?> armed;
    private long armedFor = Recovery.NEVER;
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
        this.alarm = alarm;
        this.announcer = announcer;
        this.clock = clock;
        if (streaming) {
            locked(() -> {
                watcher.start(now(), this);
                watcher.on(now(), new Input.Sent(ATTEMPT), this);
            });
        }
    }

    HttpRequest request() {
        return request;
    }

    /** The response, watched from now on. */
    HttpResponse answered(HttpResponse response) {
        if (!streaming) {
            return response;
        }
        locked(() -> {
            watcher.on(now(), new Input.Head(ATTEMPT, Heads.of(response)), this);
            if (!Heads.isStream(response)) {
                watcher.on(now(), new Input.Ended(ATTEMPT, HowEnded.CLEAN), this);
            }
            watcher.on(now(), new Input.Demand(false), this);
        });
        return new Watched(response);
    }

    private int read(InputStream body, byte[] target, int offset, int length) throws IOException {
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

    private void closed() {
        locked(() -> watcher.on(now(), new Input.Cancel(), this));
    }

    private void tick() {
        locked(() -> {
            armedFor = Recovery.NEVER;
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
        long wake = watcher.wakeAt();
        if (wake < armedFor && !over) {
            if (armed != null) {
                armed.cancel(false);
            }
            armedFor = wake;
            armed = alarm.in(wake - now(), this::tick);
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
        if (armed != null) {
            armed.cancel(false);
        }
        announcer.ended(outcome, now());
    }

    @Override
    public void observe(StreamEvent event) {
        announcer.observed(event);
    }

    private final class Watched implements HttpResponse {

        private final HttpResponse response;
        private final InputStream body;

        Watched(HttpResponse response) {
            this.response = response;
            this.body = new WatchedBody(response.body());
        }

        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public Headers headers() {
            return response.headers();
        }

        @Override
        public InputStream body() {
            return body;
        }

        @Override
        public void close() {
            closed();
            response.close();
        }
    }

    private final class WatchedBody extends FilterInputStream {

        WatchedBody(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return Observation.this.read(in, target, offset, length);
        }
    }
}
