package dev.perennial.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;

/** Carries out a command on a virtual thread: it can be interrupted while it waits for a server, a platform thread cannot. */
final class VirtualThread {

    private VirtualThread() {}

    /** Does the work and returns its exit code. */
    static int call(String name, IntSupplier work) {
        FutureTask<Integer> task = new FutureTask<>(work::getAsInt);
        Thread.ofVirtual().name(name).start(task);
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException e) {
            return ExitCode.STOPPED;
        }
    }
}
