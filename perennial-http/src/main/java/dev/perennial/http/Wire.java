package dev.perennial.http;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The socket below all protocols, with the ways in which networks fail.
 *
 * <p>A black hole lies below TLS and HTTP/2: no record, ping or acknowledgement of theirs leaves any more. The system
 * itself still acknowledges what arrives, for it is read and thrown away.
 *
 * <p>Nobody reads while an HTTP/1.1 request is handled, so nobody would notice that the client has gone. A watched wire
 * reads ahead then, and keeps what it finds for whoever reads next.
 */
final class Wire extends SocketChannelEndPoint {

    /** An accepted connection and where its readiness is selected. */
    record Selected(SocketChannel channel, ManagedSelector selector, SelectionKey key) {}

    private static final int WASTE_BYTES = 8 << 10;

    private final Admission admission;
    private final Executor handlerThreads;
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Set<Runnable> farewells = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReadAhead ahead = new ReadAhead();
    private final AtomicInteger exchanges = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();
    private long begunBefore;
    private volatile Scheduler.@Nullable Task nextCheck;
    private volatile long mostIdle = Long.MAX_VALUE;
    private volatile boolean watched;
    private volatile boolean held;
    private volatile boolean swallowed;

    Wire(Selected selected, Scheduler scheduler, Executor handlerThreads, Admission admission) {
        super(selected.channel, selected.selector, selected.key, scheduler);
        this.handlerThreads = handlerThreads;
        this.admission = admission;
        this.held = admission instanceof Admission.Delay;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        checkLater(getIdleTimeout());
        switch (admission) {
            case Admission.Accept accepted -> {}
            case Admission.Delay delay -> releaseAfter(delay.duration());
            case Admission.Reset reset -> sendReset();
            case Admission.Close close -> close();
            case Admission.BlackHole silent -> blackHole();
        }
    }

    /** Whoever sends a request byte by byte is never silent: no connection is open so long without an exchange. */
    private void checkLater(long millis) {
        nextCheck = getScheduler().schedule(() -> check(millis), millis, TimeUnit.MILLISECONDS);
    }

    /** It would keep all of this in memory until then. */
    private void forgetCheck() {
        Scheduler.Task check = nextCheck;
        if (check != null) {
            check.cancel();
        }
    }

    private void check(long millis) {
        long before = begunBefore;
        begunBefore = begun.get();
        if (!isServing() && begunBefore == before) {
            close();
        } else if (isOpen()) {
            checkLater(millis);
        }
    }

    private void releaseAfter(Duration delay) {
        getScheduler().schedule(this::release, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void release() {
        held = false;
        super.needsFillInterest();
    }

    @Override
    protected void needsFillInterest() {
        if (held) {
            return;
        }
        if (ahead.isEmpty()) {
            super.needsFillInterest();
        } else {
            handlerThreads.execute(() -> getFillInterest().fillable());
        }
    }

    /** An exchange begins on it. */
    void serve() {
        begun.incrementAndGet();
        exchanges.incrementAndGet();
    }

    /** An exchange on it has ended. */
    void served() {
        exchanges.decrementAndGet();
        setIdleTimeout(getIdleTimeout());
    }

    /** Whether an exchange runs on it. */
    boolean isServing() {
        return exchanges.get() > 0;
    }

    /** From now on it may be silent only so long without an exchange. */
    void letGo(long mostIdleMillis) {
        mostIdle = mostIdleMillis;
        setIdleTimeout(getIdleTimeout());
    }

    @Override
    public void setIdleTimeout(long millis) {
        super.setIdleTimeout(isServing() ? millis : Math.min(millis, mostIdle));
    }

    /** From now on it is noticed when the other side has gone. */
    void watch() {
        watched = true;
        if (!ahead.isFull()) {
            super.needsFillInterest(); // each time: the interest ended when the request at hand was read
        }
    }

    /** Whether the other side of a watched wire goes within this time. */
    boolean awaitGone(Duration time) throws InterruptedException {
        return gone.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has something run when the other side of a watched wire has gone; it may run twice. */
    void whenGone(Runnable farewell) {
        farewells.add(farewell);
        if (gone.getCount() == 0) {
            farewell.run();
        }
    }

    /** Has it run no more. */
    void forget(Runnable farewell) {
        farewells.remove(farewell);
    }

    private void left() {
        gone.countDown();
        farewells.forEach(Runnable::run);
    }

    /** Closes so that the other side sees a reset. */
    void sendReset() {
        try {
            getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyClosed) {
            // Then nobody is left to see it.
        }
        close();
    }

    /** From now on nothing leaves and nothing that arrives is heeded; the connection stays open. */
    void blackHole() {
        swallowed = true;
        super.needsFillInterest();
    }

    void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public Runnable onSelected() {
        Runnable task = super.onSelected();
        if (swallowed) {
            return this::drain;
        }
        if (watched && !getFillInterest().isInterested()) {
            readAhead();
        }
        return task;
    }

    /** The task of the selector follows and finds whoever has begun to wait for these bytes meanwhile. */
    private void readAhead() {
        if (!ahead.read(getChannel())) {
            left();
        } else if (!ahead.isFull()) {
            super.needsFillInterest();
        }
    }

    private void drain() {
        if (discard()) {
            super.needsFillInterest();
        } else {
            close();
        }
    }

    /** Whether the other side is still there. */
    private boolean discard() {
        ByteBuffer waste = ByteBuffer.allocate(WASTE_BYTES);
        try {
            int read = getChannel().read(waste.clear());
            while (read > 0) {
                read = getChannel().read(waste.clear());
            }
            return read == 0;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        return held || swallowed ? 0 : ahead.fill(buffer, super::fill);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        if (!swallowed) {
            return super.flush(buffers);
        }
        for (ByteBuffer buffer : buffers) {
            buffer.position(buffer.limit());
        }
        return true;
    }

    @Override
    protected void doShutdownOutput() {
        if (!swallowed) {
            super.doShutdownOutput();
        }
    }

    @Override
    public void onClose(Throwable cause) {
        left();
        closed.countDown();
        forgetCheck();
        super.onClose(cause);
    }
}
