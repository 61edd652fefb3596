package dev.perennial.agent;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * An immutable list whose successors share its elements: adding at the end of the newest one costs the same at any length.
 * Not safe for use by several threads while it is added to.
 */
final class AppendedList<T> extends AbstractList<T> {

    private final List<T> shared;
    private final int size;

    private AppendedList(List<T> shared, int size) {
        this.shared = shared;
        this.size = size;
    }

    static <T> AppendedList<T> empty() {
        return new AppendedList<>(new ArrayList<>(), 0);
    }

    /** This list and one more; a list that was added to before is copied. */
    AppendedList<T> plus(T element) {
        List<T> elements = shared.size() == size ? shared : new ArrayList<>(shared.subList(0, size));
        elements.add(element);
        return new AppendedList<>(elements, size + 1);
    }

    /** The first so many. */
    AppendedList<T> first(int count) {
        return new AppendedList<>(shared, count);
    }

    @Override
    public T get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return shared.get(index);
    }

    @Override
    public int size() {
        return size;
    }
}
