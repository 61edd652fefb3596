package dev.perennial.governor;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sees to it that low priorities have a turn now and then, however much there is of higher ones: one after eight of higher
 * priority went, the lowest after sixteen. Not safe for use by several threads.
 */
final class Turns {

    private static final int PASSED_OVER = 8;

    private final Map<Priority, Integer> passedOver = new EnumMap<>(Priority.class);

    /** One of this priority went, while these wait. */
    void took(Priority priority, Collection<Waiter> waiters) {
        for (Priority lower : Priority.values()) {
            boolean passed =
                    lower.rank() > priority.rank() && waiters.stream().anyMatch(w -> w.ask.priority() == lower);
            if (passed) {
                passedOver.merge(lower, 1, Integer::sum);
            }
        }
        passedOver.remove(priority);
    }

    /** Which priority goes first: the lowest that was passed over for too long, else the highest there is. */
    Priority first(Collection<Waiter> waiters) {
        Priority first = Priority.RESUME;
        for (Waiter waiter : waiters) {
            Priority priority = waiter.ask.priority();
            boolean itsTurn = passedOver.getOrDefault(priority, 0) >= priority.rank() * PASSED_OVER;
            first = priority.rank() > first.rank() && itsTurn ? priority : first;
        }
        return first;
    }
}
