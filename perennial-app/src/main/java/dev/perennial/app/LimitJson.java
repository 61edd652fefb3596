package dev.perennial.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.governor.GovernorState;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import java.time.Duration;
import java.util.Locale;

/** How much of a rate limit is left, and who waits for it, for programs. */
final class LimitJson {

    private LimitJson() {}

    static ObjectNode of(GovernorState.PoolState pool) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("models", pool.pool().modelClass())
                .put("lane", pool.pool().lane().name().toLowerCase(Locale.ROOT))
                .put("under_way", pool.underWay())
                .put("closed_ms", pool.closed().toMillis());
        ArrayNode limits = json.putArray("limits");
        for (Dimension dimension : Dimension.values()) {
            LevelState level = pool.levels().get(dimension);
            if (level != null) {
                limits.addObject()
                        .put("of", dimension.words())
                        .put("per_minute", level.limit())
                        .put("known", level.known())
                        .put("left", Math.max(0, level.low()))
                        .put(
                                "full_in_ms",
                                Duration.ofNanos(level.nanosUntilFull()).toMillis());
            }
        }
        ArrayNode waiting = json.putArray("waiting");
        pool.waiting()
                .forEach(one -> waiting.addObject()
                        .put("session", one.session())
                        .put("waited_ms", one.waited().toMillis())
                        .put("more_ms", one.more().estimate().toMillis())
                        .put("sentence", one.more().sentence()));
        return json;
    }
}
