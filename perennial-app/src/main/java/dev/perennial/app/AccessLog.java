package dev.perennial.app;

import dev.perennial.gateway.GatewayListener;
import dev.perennial.gateway.ServedRequest;
import dev.perennial.gateway.ServedRequest.ServedMessage;
import dev.perennial.stream.recovery.Outcome;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints a line for each request that a gateway served, and on a screen a last line that says how things stand.
 *
 * <p>A thread of its own prints: an output that nobody reads must not make clients wait. Lines for which there is no room are
 * left out and counted. Safe for use by several threads.
 */
final class AccessLog implements GatewayListener, AutoCloseable {

    private static final String ERASE = "\r\u001b[K";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int MOST_WAITING = 10_000;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(MOST_WAITING);
    private final PrintStream out;
    private final boolean live;
    private final Clock clock;
    private final Thread writer;
    /** Each request that is being served, and this. */
    private final Phaser underWay = new Phaser(1);

    private final AtomicLong open = new AtomicLong();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong mended = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    /**
     * A log that has nothing to tell yet.
     *
     * @param live whether the last line may be written over and over
     */
    AccessLog(PrintStream out, boolean live, Clock clock) {
        this.out = out;
        this.live = live;
        this.clock = clock;
        this.writer = Thread.ofVirtual().name("access-log").start(this::write);
    }

    @Override
    public void begun() {
        underWay.register();
        open.incrementAndGet();
        if (live) {
            tell("");
        }
    }

    @Override
    public void served(ServedRequest request) {
        open.decrementAndGet();
        served.incrementAndGet();
        request.message().map(ServedMessage::outcome).ifPresent(this::count);
        tell(LocalTime.now(clock).format(TIME) + " " + AccessLine.of(request) + "\n");
        underWay.arriveAndDeregister();
    }

    /** Tells something besides requests. */
    void say(String text) {
        tell(LocalTime.now(clock).format(TIME) + " " + text + "\n");
    }

    /** How many requests have been served. */
    long served() {
        return served.get();
    }

    /** How many messages came to their end although they broke. */
    long mended() {
        return mended.get();
    }

    private void count(Outcome outcome) {
        if (outcome.isWhole()) {
            mended.addAndGet(outcome.report().attempts().size() > 1 ? 1 : 0);
        } else if (!(outcome instanceof Outcome.Cancelled)) {
            failed.incrementAndGet();
        }
    }

    private void tell(String line) {
        if (!lines.offer(Optional.of(line))) {
            leftOut.incrementAndGet();
        }
    }

    private void write() {
        try {
            for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
                print(line.get());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(String line) {
        long missing = leftOut.getAndSet(0);
        String more = missing == 0 ? line : missing + " lines left out: nobody read them\n" + line;
        out.print(live ? ERASE + more + standing() : more);
        out.flush();
    }

    private String standing() {
        return open + " open · " + served + " served · " + mended + " mended · " + failed + " failed";
    }

    /** Prints what is left, if somebody reads it, and what comes of requests whose clients have their answer already. */
    @Override
    public void close() {
        try {
            awaitServed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!lines.offer(Optional.empty())) {
            writer.interrupt();
        }
        try {
            writer.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitServed() throws InterruptedException {
        try {
            underWay.awaitAdvanceInterruptibly(underWay.arrive(), FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            System.getLogger(AccessLog.class.getName())
                    .log(System.Logger.Level.DEBUG, "A request was still being served");
        }
    }
}
