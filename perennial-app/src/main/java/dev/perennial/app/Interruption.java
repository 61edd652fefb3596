package dev.perennial.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops work cleanly when the process is told to end (Ctrl-C, TERM): the process then waits for the work to wind up before
 * it goes, and exits with the code of the signal (130, 143).
 */
final class Interruption implements AutoCloseable {

    /** Whoever presses Ctrl-C wants to be rid of it: what takes longer to wind up is left behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Duration patience;
    private final Thread hook;

    private Interruption(Runnable stop, Duration patience) {
        this.patience = patience;
        this.hook = new Thread(() -> end(stop), "interruption");
    }

    /** Calls {@code stop} when the process is told to end, and waits for {@link #close} then. */
    static Interruption onSignal(Runnable stop) {
        return onSignal(stop, PATIENCE);
    }

    /** The same for work that may take longer to wind up. */
    static Interruption onSignal(Runnable stop, Duration patience) {
        Interruption interruption = new Interruption(stop, patience);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** The work is wound up. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // The hook is running, and has just been told.
        }
    }

    private void end(Runnable stop) {
        stop.run();
        try {
            if (!finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                System.getLogger(Interruption.class.getName())
                        .log(System.Logger.Level.WARNING, "Did not wind up within {0}", patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
