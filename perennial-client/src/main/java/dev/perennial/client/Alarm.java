package dev.perennial.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Wakes streams up when they asked for it; one thread for all of them, which ends by itself when there is nothing to wait
 * for. It outlives the client that it was made for, as streams do.
 *
 * <p>What is woken runs on a virtual thread of its own, so that a slow one keeps nobody else waiting.
 */
final class Alarm {

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("perennial-alarm").factory());

    Alarm() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Has something run after so many nanoseconds, unless it is cancelled before. */
    Future<?> in(long nanos, Runnable action) {
        return timer.schedule(() -> Thread.startVirtualThread(action), Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }
}
