package dev.perennial.benchmarks.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * What many open streams take.
 *
 * @param route which way
 * @param streams how many were wanted
 * @param opened how many were open
 * @param whole how many came to their proper end
 * @param heapPerStream bytes of live objects, where that can be told
 * @param residentPerStream bytes of memory
 */
record Holding(String route, int streams, int opened, int whole, Optional<Long> heapPerStream, long residentPerStream) {

    /** So that what classes and compiled code take is not put down to streams. */
    private static final LoadPlan WARM_UP = new LoadPlan(200, 20, Duration.ofSeconds(3), Duration.ZERO);

    private static final double SLOW = 0.2;

    /** Opens so many slow streams and looks at what the proxy holds when each has got an event or two. */
    static Holding measure(Bench bench, Route route, int streams) {
        bench.measure(route, WARM_UP);
        Held before = Held.by(route);
        Held[] after = {before};
        LoadPlan plan = new LoadPlan(streams, SLOW, Duration.ofSeconds(10), Duration.ZERO);
        Sample sample = bench.hold(route, plan, () -> after[0] = Held.by(route));
        return new Holding(
                route.name(),
                streams,
                sample.client().opened(),
                sample.client().whole(),
                after[0].heap().map(heap -> (heap - before.heap().orElse(0L)) / streams),
                (after[0].resident() - before.resident()) / streams);
    }

    private record Held(Optional<Long> heap, long resident) {

        static Held by(Route route) {
            long resident = route.proxy().map(ProcessTree::resident).orElse(0L);
            return new Held(route.liveHeap(), resident);
        }
    }
}
