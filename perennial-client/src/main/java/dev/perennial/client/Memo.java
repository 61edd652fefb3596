package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made at its first use; safe for use by several threads. A failed making is tried again. */
final class Memo<T> implements Supplier<T> {

    private final Supplier<T> maker;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable T value;

    Memo(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T known = value;
        return known != null ? known : make();
    }

    private T make() {
        lock.lock();
        try {
            if (value == null) {
                value = maker.get();
            }
            return requireNonNull(value);
        } finally {
            lock.unlock();
        }
    }
}
