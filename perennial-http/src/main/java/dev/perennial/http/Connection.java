package dev.perennial.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The connection that a request came over, for servers that have to behave badly on purpose.
 *
 * <p>{@link #reset}, {@link #finish}, {@link #blackHole}, {@link #hang} and {@link #takeOver} end the exchange: nothing more is sent for
 * it, and what was streamed so far stays incomplete. With HTTP/2 they hit all exchanges of the connection.
 *
 * <p>Safe for use by several threads, except {@link #pause} and {@link #writeRaw}, which are for the handler's own.
 */
public final class Connection {

    private final Request request;
    private final AtomicBoolean spoilt;
    private Optional<CountDownLatch> gone = Optional.empty();

    Connection(Request request, AtomicBoolean spoilt) {
        this.request = request;
        this.spoilt = spoilt;
    }

    /** Whether it speaks HTTP/2. */
    public boolean isHttp2() {
        return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
    }

    /** Resets it: the client sees a TCP RST, and may lose what it has not read yet. */
    public void reset() {
        spoilt.set(true);
        wire().sendReset();
    }

    /** Closes it in good order (TCP FIN, no TLS {@code close_notify}) wherever the response stands. */
    public void finish() {
        spoilt.set(true);
        wire().close();
    }

    /**
     * Lets it go silent below all protocols: from now on nothing is delivered, no TLS record and no HTTP/2 ping is
     * answered, while both sides stay open. Ends when the client or the server closes.
     */
    public void blackHole() {
        spoilt.set(true);
        wire().blackHole();
    }

    /** Waits until the client has closed it, which only a black hole or a client that is read from notices. */
    public void awaitClose() throws InterruptedException {
        wire().awaitClose();
    }

    /**
     * Lets time pass; ends early if the client leaves. To be called after the body of the request was read. With HTTP/1.1
     * a client that closes only its own direction counts as having left.
     *
     * @throws ClientGoneException if it has left
     */
    public void pause(Duration time) throws InterruptedException {
        if (isHttp2() ? failure().await(time.toNanos(), TimeUnit.NANOSECONDS) : leaves(wire(), time)) {
            throw new ClientGoneException(new IOException("The client has left."));
        }
    }

    private static boolean leaves(Wire wire, Duration time) throws InterruptedException {
        wire.watch();
        return wire.awaitGone(time);
    }

    /**
     * Has an action run once the client has left, at once if it has; on a thread that must not be made to wait. To be called
     * after the body of the request was read. What {@link #pause} says of clients that close one direction holds here too.
     *
     * @return to be closed when it is of no interest any more, at the end of the exchange at the latest
     */
    public Watching whenGone(Runnable action) {
        AtomicBoolean wanted = new AtomicBoolean(true);
        Runnable once = () -> {
            if (wanted.getAndSet(false)) {
                action.run();
            }
        };
        if (isHttp2()) {
            request.addFailureListener(failure -> once.run());
            return () -> wanted.set(false);
        }
        Wire wire = wire();
        wire.watch();
        wire.whenGone(once);
        return () -> {
            wanted.set(false);
            wire.forget(once);
        };
    }

    /** That somebody wants to know when the client leaves. */
    @FunctionalInterface
    public interface Watching extends AutoCloseable {

        /** Wants to know it no more. */
        @Override
        void close();
    }

    private CountDownLatch failure() {
        CountDownLatch latch = gone.orElseGet(this::watchedFailure);
        gone = Optional.of(latch);
        return latch;
    }

    private CountDownLatch watchedFailure() {
        CountDownLatch failed = new CountDownLatch(1);
        request.addFailureListener(failure -> failed.countDown());
        return failed;
    }

    /**
     * Sends nothing more for this exchange, while the connection lives and goes on answering HTTP/2 pings; returns when
     * the client has given up. Without HTTP/2 the client cannot tell it from a {@link #blackHole}.
     */
    public void hang() throws InterruptedException {
        spoilt.set(true);
        if (isHttp2()) {
            watchedFailure().await();
        } else {
            wire().blackHole();
            wire().awaitClose();
        }
    }

    /**
     * Takes an HTTP/1.1 connection away from HTTP, before anything was responded; what leaves is what
     * {@link #writeRaw} writes. To be ended by {@link #reset}, {@link #finish} or {@link #blackHole}.
     *
     * @throws IllegalStateException if it speaks HTTP/2, where a broken head cannot be told from a broken connection
     */
    public void takeOver() {
        if (isHttp2()) {
            throw new IllegalStateException("An HTTP/2 connection cannot be taken over; reset or finish it instead.");
        }
        spoilt.set(true);
    }

    /**
     * Writes bytes as they are on a connection that was taken over.
     *
     * @throws ClientGoneException if nobody is left to read them
     */
    public void writeRaw(byte[] bytes) {
        try (Blocker.Callback written = Blocker.callback()) {
            endPoint().write(written, ByteBuffer.wrap(bytes));
            written.block();
        } catch (IOException e) {
            throw new ClientGoneException(e);
        }
    }

    /**
     * Announces that an HTTP/2 connection takes no more requests ({@code GOAWAY}, NO_ERROR); those that run go on.
     * HTTP/1.1 has no such thing, there it does nothing.
     */
    public void goAway() {
        if (http() instanceof HTTP2Connection http2) {
            http2.getSession()
                    .goAway(new GoAwayFrame(Integer.MAX_VALUE, ErrorCode.NO_ERROR.code, new byte[0]), Callback.NOOP);
        }
    }

    /** Closes it when this time is up, unless it is of no interest any more before. */
    Watching closeAfter(Duration time) {
        Wire wire = wire();
        Scheduler.Task close = wire.getScheduler().schedule(wire::close, time.toNanos(), TimeUnit.NANOSECONDS);
        return close::cancel;
    }

    /** Has it live while the exchange lasts, also when the server closes. */
    void serve() {
        Wire wire = wire();
        wire.serve();
        Request.addCompletionListener(request, failure -> wire.served());
    }

    boolean spoilt() {
        return spoilt.get();
    }

    private org.eclipse.jetty.io.Connection http() {
        return request.getConnectionMetaData().getConnection();
    }

    private EndPoint endPoint() {
        return http().getEndPoint();
    }

    private Wire wire() {
        return (Wire) innermost(endPoint());
    }

    private static EndPoint innermost(EndPoint endPoint) {
        return endPoint instanceof EndPoint.Wrapper wrapper ? innermost(wrapper.unwrap()) : endPoint;
    }
}
