package dev.perennial.governor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The requests of a pool that are under way, in the order in which they were sent. Not safe for use by several threads. */
final class InFlight {

    /** A request that was sent so much before another reached the server before it. */
    private static final long OVERTAKING = 500_000_000L;

    private final Map<Long, Lease> leases = new LinkedHashMap<>();
    private int unseen;

    void add(Lease lease) {
        leases.put(lease.ask.id(), lease);
        unseen++;
    }

    @Nullable
    Lease find(long id) {
        return leases.get(id);
    }

    void seen(Lease lease) {
        unseen -= lease.isUnseen() ? 1 : 0;
    }

    Optional<Lease> remove(long id) {
        Optional<Lease> removed = Optional.ofNullable(leases.remove(id));
        removed.ifPresent(this::seen);
        return removed;
    }

    Collection<Lease> all() {
        return leases.values();
    }

    boolean isEmpty() {
        return leases.isEmpty();
    }

    int size() {
        return leases.size();
    }

    /** How many have no head yet. */
    int unseen() {
        return unseen;
    }

    /** When those without a head were sent, of those that were sent since a time; in the order in which they were. */
    List<Long> unseenSince(long time) {
        return leases.values().stream()
                .filter(lease -> lease.isUnseen() && lease.sentAt >= time)
                .map(lease -> lease.sentAt)
                .toList();
    }

    /** What the server may not have counted when it answered this one. */
    Uncounted uncounted(Lease answered) {
        long requests = 0;
        long input = 0;
        if (unseen > 0) {
            for (Lease lease : leases.values()) {
                if (lease.isUnseen() && lease.sentAt > answered.sentAt - OVERTAKING) {
                    requests++;
                    input += lease.chargedMost();
                }
            }
        }
        return new Uncounted(requests, input);
    }

    record Uncounted(long requests, long input) {}
}
