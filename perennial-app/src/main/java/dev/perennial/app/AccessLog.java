package dev.perennial.app;

import dev.perennial.gateway.GatewayListener;
import dev.perennial.gateway.ServedRequest;
import dev.perennial.gateway.ServedRequest.ServedMessage;
import dev.perennial.stream.recovery.Outcome;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prints a line for each request that a gateway served, and on a screen a last line that says how things stand. Safe for use
 * by several threads.
 */
final class AccessLog implements GatewayListener {

    private static final String ERASE = "\r\u001b[K";

    private final ReentrantLock lock = new ReentrantLock();
    private final PrintStream out;
    private final boolean live;
    private final Clock clock;
    private long open;
    private long served;
    private long mended;
    private long failed;

    /**
     * A log that has nothing to tell yet.
     *
     * @param live whether the last line may be written over and over
     */
    AccessLog(PrintStream out, boolean live, Clock clock) {
        this.out = out;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public void begun() {
        locked(() -> {
            open++;
            show("");
        });
    }

    @Override
    public void served(ServedRequest request) {
        locked(() -> {
            open--;
            served++;
            request.message().map(ServedMessage::outcome).ifPresent(this::count);
            show(LocalTime.now(clock).truncatedTo(ChronoUnit.SECONDS) + " " + AccessLine.of(request) + "\n");
        });
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Complete _, Outcome.Refused _, Outcome.ContextFull _ ->
                mended += outcome.report().attempts().size() > 1 ? 1 : 0;
            case Outcome.Cancelled _ -> {}
            case Outcome.Stalled _,
                    Outcome.Cut _,
                    Outcome.Overloaded _,
                    Outcome.RateLimited _,
                    Outcome.Rejected _,
                    Outcome.BudgetSpent _ -> failed++;
        }
    }

    private void show(String line) {
        String last = open + " open · " + served + " served · " + mended + " mended · " + failed + " failed";
        out.print(live ? ERASE + line + last : line);
        out.flush();
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
