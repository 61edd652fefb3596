package dev.perennial.simulator.internal.cache;

import dev.perennial.simulator.internal.message.InputUsage;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The prompts that were read lately, apart for each credential and model (platform.claude.com, "Prompt caching").
 *
 * <p>An entry ends at a breakpoint, can be read once the response that wrote it has begun, and lives for its lifetime from
 * the start of the last request that used it. Keeps at most {@value #MOST_ENTRIES} entries, the least recently used go
 * first. Safe for use by several threads.
 */
public final class PromptCache {

    private static final int MOST_ENTRIES = 50_000;

    /** How many blocks before a breakpoint, itself included, are looked at. */
    private static final int LOOK_BACK = 20;

    private record CachedPrompt(int tokens, Duration lifetime, Instant readableAt, Instant expiresAt) {

        boolean readable(Instant now) {
            return !now.isBefore(readableAt) && now.isBefore(expiresAt);
        }

        CachedPrompt usedAt(Instant now) {
            Instant later = now.plus(lifetime);
            return new CachedPrompt(tokens, lifetime, readableAt, later.isAfter(expiresAt) ? later : expiresAt);
        }
    }

    private record Hit(String key, int block, int tokens) {

        static final Hit NONE = new Hit("", -1, 0);
    }

    /**
     * What the cache does for one request; nothing is written before it is known that the request is answered.
     *
     * @param usage how the input is read
     */
    public record Use(InputUsage usage, String scope, Breakpoints breakpoints, String hit, Instant now) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, CachedPrompt> entries = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedPrompt> eldest) {
            return size() > MOST_ENTRIES;
        }
    };

    /** Creates an empty cache. */
    public PromptCache() {}

    /**
     * Finds what of a request is in the cache.
     *
     * @param credential whose request it is
     * @param now when the request began
     */
    public Use look(String credential, MessagesCall call, Instant now) {
        String scope = credential + " " + call.model().id() + " ";
        Breakpoints breakpoints =
                longEnough(Breakpoints.of(call), call.model().rules().minCacheableTokens());
        Hit hit = locked(() -> longestHit(scope, breakpoints, now));
        InputUsage usage = usage(call.inputTokens(), hit, breakpoints.marks());
        return new Use(usage, scope, breakpoints, hit.key(), now);
    }

    /** Writes what a request asked to be cached; it can be read once the response begins. */
    public void commit(Use use, Instant responseBegins) {
        locked(() -> {
            entries.computeIfPresent(use.hit(), (key, entry) -> entry.usedAt(use.now()));
            use.breakpoints().marks().forEach(mark -> write(use, mark, responseBegins));
            return true;
        });
    }

    private void write(Use use, Breakpoint mark, Instant readableAt) {
        String key =
                use.scope() + use.breakpoints().prefixes().get(mark.block()).hash();
        CachedPrompt fresh = new CachedPrompt(
                mark.tokens(), mark.lifetime(), readableAt, use.now().plus(mark.lifetime()));
        entries.merge(key, fresh, (old, written) -> merged(old, written, use.now()));
    }

    private static CachedPrompt merged(CachedPrompt old, CachedPrompt written, Instant now) {
        if (!now.isBefore(old.expiresAt())) {
            return written;
        }
        Instant readableAt = old.readableAt().isBefore(written.readableAt()) ? old.readableAt() : written.readableAt();
        Duration lifetime = old.lifetime().compareTo(written.lifetime()) > 0 ? old.lifetime() : written.lifetime();
        return new CachedPrompt(old.tokens(), lifetime, readableAt, old.expiresAt()).usedAt(now);
    }

    private static Breakpoints longEnough(Breakpoints all, int least) {
        return new Breakpoints(
                all.marks().stream().filter(m -> m.tokens() >= least).toList(), all.prefixes());
    }

    private Hit longestHit(String scope, Breakpoints breakpoints, Instant now) {
        List<Breakpoint> marks = breakpoints.marks();
        for (int i = marks.size() - 1; i >= 0; i--) {
            Optional<Hit> hit = hitBefore(marks.get(i), scope, breakpoints.prefixes(), now);
            if (hit.isPresent()) {
                return hit.get();
            }
        }
        return Hit.NONE;
    }

    private Optional<Hit> hitBefore(Breakpoint mark, String scope, List<Prefix> prefixes, Instant now) {
        for (int block = mark.block(); block >= 0 && block > mark.block() - LOOK_BACK; block--) {
            String key = scope + prefixes.get(block).hash();
            CachedPrompt entry = entries.get(key);
            if (entry != null && entry.readable(now)) {
                return Optional.of(new Hit(key, block, entry.tokens()));
            }
        }
        return Optional.empty();
    }

    /** What lies between one breakpoint and the next is written for the lifetime of the later one. */
    private static InputUsage usage(int total, Hit hit, List<Breakpoint> marks) {
        int read = Math.min(hit.tokens(), total);
        int end = read;
        int hour = 0;
        for (Breakpoint mark : marks) {
            if (mark.block() > hit.block() && mark.tokens() > end) {
                hour += mark.lifetime().toHours() > 0 ? mark.tokens() - end : 0;
                end = mark.tokens();
            }
        }
        return new InputUsage(total - end, read, end - read - hour, hour);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
