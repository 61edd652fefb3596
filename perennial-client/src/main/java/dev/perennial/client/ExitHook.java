package dev.perennial.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Closes something when the process ends, and lets whoever used it come to an end too. Thread-safe. */
final class ExitHook {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Runnable closing;
    private final AtomicReference<@Nullable Thread> hook = new AtomicReference<>();

    ExitHook(Runnable closing) {
        this.closing = closing;
    }

    /** From now on; once. */
    void add(Thread user) {
        Thread added = new Thread(() -> exit(user), "perennial-close-on-exit");
        if (hook.compareAndSet(null, added)) {
            try {
                Runtime.getRuntime().addShutdownHook(added);
            } catch (IllegalStateException exiting) {
                closing.run();
            }
        }
    }

    void remove() {
        Thread added = hook.getAndSet(null);
        if (added != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(added);
            } catch (IllegalStateException exiting) {
                // It runs already, or will.
            }
        }
    }

    /** Who has told the process to end waits for this hook, and does nothing else any more. */
    private static boolean isExiting(Thread user) {
        return Arrays.stream(user.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
    }

    private void exit(Thread user) {
        closing.run();
        if (isExiting(user)) {
            return;
        }
        try {
            user.join(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
