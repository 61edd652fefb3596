package dev.perennial.gateway;

import dev.perennial.governor.GovernorState;
import dev.perennial.governor.GovernorState.PoolState;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Shows what the governor knows of the rate limits, and who waits; as of each time that somebody looks. */
final class LimitMetrics {

    /** Keys and models are for clients to choose, and must not fill the memory of whoever collects this. */
    private static final int MOST_POOLS = 100;

    private final Supplier<GovernorState> state;
    private final MultiGauge waiting;
    private final MultiGauge limits;
    private final MultiGauge remaining;

    LimitMetrics(MeterRegistry registry, Supplier<GovernorState> state) {
        this.state = state;
        this.waiting = MultiGauge.builder("perennial.queue.length")
                .description("Requests that wait for their turn under the rate limit.")
                .register(registry);
        this.limits = MultiGauge.builder("perennial.limit")
                .description("Rate limits that a server told, a minute.")
                .register(registry);
        this.remaining = MultiGauge.builder("perennial.limit.remaining")
                .description("What is left of them just now, at least.")
                .register(registry);
    }

    synchronized void refresh() {
        List<PoolState> pools = state.get().pools().stream().limit(MOST_POOLS).toList();
        List<Row<?>> queues = new ArrayList<>();
        List<Row<?>> told = new ArrayList<>();
        List<Row<?>> left = new ArrayList<>();
        for (PoolState pool : pools) {
            queues.add(Row.of(tags(pool), pool.waiting().size()));
            for (Dimension dimension : Dimension.values()) {
                LevelState level = pool.levels().get(dimension);
                if (level != null && level.known()) {
                    Tags tags = tags(pool).and("limit", dimension.header());
                    told.add(Row.of(tags, level.limit()));
                    left.add(Row.of(tags, level.low()));
                }
            }
        }
        waiting.register(queues, true);
        limits.register(told, true);
        remaining.register(left, true);
    }

    private static Tags tags(PoolState pool) {
        return Tags.of(
                "key", pool.pool().credential(),
                "models", pool.pool().modelClass(),
                "lane", pool.pool().lane().name().toLowerCase(Locale.ROOT));
    }
}
