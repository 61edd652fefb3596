package dev.perennial.governor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Requests that wait, in the order in which they go: by priority, then those whose cache is about to expire, then so that sessions
 * get equal shares, then by arrival.
 *
 * <p>Shares are kept as in start-time fair queueing: a request's tag is where its session's earlier requests end, counted in
 * parts of the limits that they need, but not before what an equal share of all that went would have come to. Not safe for use
 * by several threads.
 */
final class FairQueue {

    private static final int MANY_SESSIONS = 1_000;

    /** What is about to expire within so long goes before others of its priority. */
    private static final long EXPIRES_SOON = 20_000_000_000L;

    private final PrefixLedger prefixes;
    private final Turns turns = new Turns();
    private final List<Waiter> waiters = new ArrayList<>();
    private final Map<String, Long> ends = new HashMap<>();
    private long reached;
    private long numbers;

    FairQueue(PrefixLedger prefixes) {
        this.prefixes = prefixes;
    }

    /**
     * Lets a request wait.
     *
     * @param cost what it needs, in billionths of a minute's limit
     */
    Waiter add(Ask ask, long cost, long now) {
        long tag = Math.max(reached, ends.getOrDefault(ask.session(), 0L));
        ends.put(ask.session(), tag + cost);
        Waiter waiter = new Waiter(ask, cost, tag, numbers++, now);
        waiters.add(waiter);
        return waiter;
    }

    /** A request that went cost a session more, or with a negative number less, than it was thought to. */
    void correct(String session, long cost) {
        ends.computeIfPresent(session, (name, end) -> Math.max(0, end + cost));
    }

    /** The one whose turn it is, of those that may go. */
    Optional<Waiter> next(Predicate<Waiter> mayGo, long now) {
        Comparator<Waiter> order = order(now);
        Waiter first = null;
        for (Waiter waiter : waiters) {
            if ((first == null || order.compare(waiter, first) < 0) && mayGo.test(waiter)) {
                first = waiter;
            }
        }
        return Optional.ofNullable(first);
    }

    /** It goes. */
    void went(Waiter waiter) {
        reached = Math.max(reached, waiter.tag) + waiter.cost / sharing();
        waiters.remove(waiter);
        turns.took(waiter.ask.priority(), waiters);
        if (ends.size() > MANY_SESSIONS) {
            ends.values().removeIf(end -> end <= reached);
        }
    }

    /** How many sessions want to go. */
    private long sharing() {
        return waiters.size() < 2
                ? 1
                : waiters.stream().map(w -> w.ask.session()).distinct().count();
    }

    /** It does not wait any more, and has cost its session nothing. */
    void remove(Waiter waiter) {
        if (waiters.remove(waiter)) {
            correct(waiter.ask.session(), -waiter.cost);
        }
    }

    Optional<Waiter> find(long id) {
        return waiters.stream().filter(w -> w.ask.id() == id).findFirst();
    }

    boolean holds(Waiter waiter) {
        return waiters.contains(waiter);
    }

    /** All that wait, in no order. */
    List<Waiter> all() {
        return List.copyOf(waiters);
    }

    boolean isEmpty() {
        return waiters.isEmpty();
    }

    /** All that wait, those that go first at the front. */
    List<Waiter> inOrder(long now) {
        List<Waiter> sorted = new ArrayList<>(waiters);
        sorted.sort(order(now));
        return sorted;
    }

    private Comparator<Waiter> order(long now) {
        Priority first = waiters.size() > 1 ? turns.first(waiters) : Priority.RESUME;
        return Comparator.<Waiter>comparingInt(
                        w -> w.ask.priority() == first ? -1 : w.ask.priority().rank())
                .thenComparing(w -> !expiresSoon(w, now))
                .thenComparingLong(w -> w.tag)
                .thenComparingLong(w -> w.number);
    }

    private boolean expiresSoon(Waiter waiter, long now) {
        long expiry = prefixes.expiry(waiter.ask.input().breakpoints(), now);
        return expiry != Governor.NEVER && expiry - now < EXPIRES_SOON;
    }
}
