package dev.perennial.client;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads bring about. */
final class Eventually {

    private static final long LOOK_NANOS = 2_000_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private Eventually() {}

    static void holds(BooleanSupplier condition) {
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - since > PATIENCE_NANOS) {
                throw new AssertionError("It does not come about.");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
