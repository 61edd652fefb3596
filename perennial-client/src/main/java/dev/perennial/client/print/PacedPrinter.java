package dev.perennial.client.print;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Prints text that comes in bursts at a pace that is pleasant to read.
 *
 * <pre>{@code
 * try (PacedPrinter printer = PacedPrinter.to(System.out)) {
 *     for (String text : stream.text()) {
 *         printer.print(text);
 *     }
 * }
 * }</pre>
 *
 * <p>As a program:
 *
 * {@snippet file="dev/perennial/examples/Buffered.java"}
 *
 * <p>What it writes, in order, is what it was given. No piece ends within a character as readers know it (an extended grapheme
 * cluster: a family of emoji, a flag, a letter with its accents, CR LF) nor within an escape sequence; for that the last character
 * is held until the next one comes, or {@link #flush} or {@link #finish} is called. Only clusters and sequences of more than 1,024
 * UTF-16 units are not kept together.
 *
 * <p>An output that is slow gets larger pieces. If it is so slow that {@link Pace#capacity} is reached, {@link #print} waits.
 *
 * <p>Thread-safe. Each printer has one virtual thread, which alone writes to the output and ends with {@link #finish} or
 * {@link #close}.
 */
public final class PacedPrinter implements AutoCloseable {

    /** How long an interrupted caller still waits for an output to take the rest: more than any that is not stuck needs. */
    private static final long GRACE_MILLIS = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final Output output;
    private final LongSupplier nanoTime;
    private final Pacing pacing;
    private final Thread thread;
    private boolean writing;
    private boolean hurried;
    private boolean finishing;
    private boolean ended;
    private @Nullable Throwable failure;

    private PacedPrinter(Output output, Pace pace, LongSupplier nanoTime) {
        this.output = output;
        this.nanoTime = nanoTime;
        this.pacing = new Pacing(pace, nanoTime.getAsLong());
        this.thread = Thread.ofVirtual().name("perennial-printer").unstarted(this::run);
    }

    /** A printer to an appendable, for example {@code System.out} or a writer; it stays the caller's and is not closed. */
    public static PacedPrinter to(Appendable target) {
        return to(target, Pace.STEADY);
    }

    /** The same at another pace. */
    public static PacedPrinter to(Appendable target, Pace pace) {
        return start(Output.of(requireNonNull(target, "target")), pace, System::nanoTime);
    }

    /** A printer to a stream of bytes, as UTF-8; it stays the caller's and is not closed. */
    public static PacedPrinter toBytes(OutputStream target, Pace pace) {
        return start(Output.of(requireNonNull(target, "target")), pace, System::nanoTime);
    }

    static PacedPrinter start(Output output, Pace pace, LongSupplier nanoTime) {
        PacedPrinter printer = new PacedPrinter(output, requireNonNull(pace, "pace"), nanoTime);
        printer.thread.start();
        return printer;
    }

    /**
     * Prints text soon. Waits only while too much is waiting already.
     *
     * @throws UncheckedIOException if the output failed; or, with an {@link InterruptedIOException}, if the thread is interrupted
     *     while it waits, and then stays so: the text is not printed to its end
     * @throws IllegalStateException if the printer is finished, or the output failed otherwise than by an {@link IOException}
     */
    public void print(CharSequence text) {
        requireNonNull(text, "text");
        lock.lock();
        try {
            int from = 0;
            while (from < text.length()) {
                awaitRoom();
                int to = Math.min(text.length(), from + pacing.room());
                pacing.add(nanoTime.getAsLong(), text, from, to);
                news.signal();
                from = to;
            }
            check();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes at once what waits, and returns when that is done; printing may go on. Half a surrogate pair stays.
     *
     * @throws UncheckedIOException as {@link #print} does
     * @throws IllegalStateException if the printer is finished
     */
    public void flush() {
        lock.lock();
        try {
            check();
            hurried = true;
            news.signal();
            await(() -> ended || (!hurried && !writing));
            throwFailure();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Writes at once what waits, and ends; returns when that is done. Does nothing the second time.
     *
     * @throws UncheckedIOException as {@link #print} does
     */
    public void finish() {
        lock.lock();
        try {
            finishing = true;
            news.signal();
            await(() -> ended);
            throwFailure();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does what {@link #finish} does, but without exceptions. If the thread is interrupted, it stays so, and an output that is stuck
     * is not waited for longer than half a second.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            finishing = true;
            news.signal();
            awaitEnd();
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnd() {
        try {
            while (!ended) {
                progress.await();
            }
        } catch (InterruptedException interrupted) {
            awaitEndForGrace();
            Thread.currentThread().interrupt();
        }
    }

    /** An output that can be interrupted is, if it does not end by itself. */
    private void awaitEndForGrace() {
        long left = TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        try {
            while (!ended && left > 0) {
                left = progress.awaitNanos(left);
            }
        } catch (InterruptedException again) {
            left = 0;
        }
        if (!ended) {
            thread.interrupt();
        }
    }

    private void awaitRoom() {
        check();
        await(() -> ended || pacing.room() > 0);
        check();
    }

    private void await(BooleanSupplier reached) {
        try {
            while (!reached.getAsBoolean()) {
                progress.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("Interrupted while the output was waited for"));
        }
    }

    private void check() {
        throwFailure();
        if (finishing) {
            throw new IllegalStateException("The printer is finished");
        }
    }

    private void throwFailure() {
        if (failure instanceof IOException broken) {
            throw new UncheckedIOException(broken);
        }
        if (failure != null) {
            throw new IllegalStateException("The output failed", failure);
        }
    }

    private void run() {
        try {
            for (String piece = next(); !piece.isEmpty(); piece = next()) {
                output.write(piece);
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        } catch (InterruptedException givenUp) {
            fail(new InterruptedIOException("The output was stuck"));
        } finally {
            end();
        }
    }

    /** Waits for the next piece; empty at the end. */
    private String next() throws InterruptedException {
        lock.lock();
        try {
            writing = false;
            progress.signalAll();
            String piece = piece();
            while (piece.isEmpty() && !finishing) {
                long wakeAt = pacing.wakeAt();
                if (wakeAt == Pacing.NEVER) {
                    news.await();
                } else {
                    news.awaitNanos(wakeAt - nanoTime.getAsLong());
                }
                piece = piece();
            }
            writing = true;
            progress.signalAll();
            return piece;
        } finally {
            lock.unlock();
        }
    }

    private String piece() {
        long now = nanoTime.getAsLong();
        if (finishing) {
            return pacing.takeAll(now);
        }
        if (hurried) {
            hurried = false;
            progress.signalAll();
            return pacing.takeNow(now);
        }
        return pacing.take(now);
    }

    private void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            writing = false;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
