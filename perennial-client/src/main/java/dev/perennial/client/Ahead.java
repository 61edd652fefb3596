package dev.perennial.client;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An iterator of what a supplier gives until that is null; reads one ahead when it is asked whether there is more. */
final class Ahead<T> implements Iterator<T> {

    private final Supplier<@Nullable T> source;
    private @Nullable T ahead;

    Ahead(Supplier<@Nullable T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (ahead == null) {
            ahead = source.get();
        }
        return ahead != null;
    }

    @Override
    public T next() {
        T next = ahead == null ? source.get() : ahead;
        ahead = null;
        if (next == null) {
            throw new NoSuchElementException("the message is finished");
        }
        return next;
    }
}
