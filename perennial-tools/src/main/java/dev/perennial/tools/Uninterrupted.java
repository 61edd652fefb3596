package dev.perennial.tools;

/** Short waits of cleaning up, which an interruption must not leave half done; it is kept for afterwards. */
final class Uninterrupted {

    /** A wait that an interruption may break off. */
    @FunctionalInterface
    interface Wait {
        void await() throws InterruptedException;
    }

    private Uninterrupted() {}

    static void finish(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
