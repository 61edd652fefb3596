package dev.perennial.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OwnerOnly;
import dev.perennial.client.governor.Governing;
import dev.perennial.governor.GovernorState;
import dev.perennial.governor.limit.Dimension;
import dev.perennial.governor.limit.LevelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of rate limits, kept from one start to the next to be shown: limits and what was left, by key (a fingerprint), models and
 * lane; nothing that was said. Of each the newest word stays.
 */
final class KeptLimits {

    private static final Logger LOG = LoggerFactory.getLogger(KeptLimits.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POOLS = "pools";

    private final Path file;
    private final InstantSource clock;

    KeptLimits(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    static KeptLimits of(Surroundings surroundings) {
        return new KeptLimits(surroundings.home().resolve("limits.json"), surroundings.clock());
    }

    /** Keeps what a governor knows whenever timings are kept, if there is a governor. */
    static void with(LearnedTimings timings, Governing governing, Surroundings surroundings) {
        KeptLimits limits = of(surroundings);
        governing.governor().ifPresent(governor -> timings.keepToo(() -> limits.save(governor.state())));
    }

    Path file() {
        return file;
    }

    /** What was kept; empty if nothing was, or nothing that can be read. */
    ObjectNode read() {
        try {
            JsonNode kept = Files.exists(file) ? JSON.readTree(Files.readAllBytes(file)) : JSON.createObjectNode();
            return kept instanceof ObjectNode object ? object : JSON.createObjectNode();
        } catch (IOException unreadable) {
            LOG.warn("What was known of limits is not: {}: {}", file, unreadable.getMessage());
            return JSON.createObjectNode();
        }
    }

    /** Keeps what a governor knows by now; that it cannot is logged. */
    void save(GovernorState state) {
        ObjectNode kept = read();
        ObjectNode pools = kept.path(POOLS) instanceof ObjectNode before ? before : JSON.createObjectNode();
        state.pools()
                .forEach(pool ->
                        told(pool).ifPresent(told -> pools.set(pool.pool().name(), told)));
        if (pools.isEmpty()) {
            return;
        }
        kept.set(POOLS, pools);
        try {
            OwnerOnly.replace(file, JSON.writeValueAsBytes(kept));
        } catch (IOException e) {
            LOG.warn("What is known of limits is not kept: {}: {}", file, e.getMessage());
        }
    }

    /** A pool whose server told any limit. */
    private Optional<ObjectNode> told(GovernorState.PoolState pool) {
        ArrayNode limits = JSON.createArrayNode();
        for (Dimension dimension : Dimension.values()) {
            LevelState level = pool.levels().get(dimension);
            if (level != null && level.known()) {
                limits.addObject()
                        .put("of", dimension.words())
                        .put("per_minute", level.limit())
                        .put("left", Math.max(0, level.low()));
            }
        }
        if (limits.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode told = JSON.createObjectNode()
                .put("credential", pool.pool().credential())
                .put("models", pool.pool().modelClass())
                .put("lane", pool.pool().lane().name().toLowerCase(Locale.ROOT))
                .put("seen", clock.instant().toString());
        told.set("limits", limits);
        return Optional.of(told);
    }
}
