package dev.perennial.journal;

/** Waits for threads that were told to end. */
final class Threads {

    private Threads() {}

    /** Waits also if the caller is interrupted, which it stays. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
