package dev.perennial.governor.estimate;

import dev.perennial.governor.Breakpoint;
import dev.perennial.governor.InputEstimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says how long a prompt is without asking the server: what the last response of the conversation told is exact for the part that
 * did not change, and only what was appended is estimated, by what characters of its kinds came to before.
 *
 * <pre>{@code
 * InputEstimate estimate = estimator.estimate(prompt);
 * estimator.learn(prompt, usage.prompt());     // what the response told
 * }</pre>
 *
 * <p>A conversation is known by how its prompt begins: nobody has to name it. Keeps the 50,000 beginnings used last, one for each
 * block of a prompt, some six megabytes. Not safe for use by several threads.
 */
public final class InputEstimator {

    private static final int MOST_BEGINNINGS = 50_000;

    /** The server looks for what it has cached in so many blocks before each breakpoint (platform.claude.com, "Prompt caching"). */
    private static final int LOOKED_BACK = 20;

    private final Map<Long, Beginning> beginnings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Beginning> eldest) {
            return size() > MOST_BEGINNINGS;
        }
    };
    private final Map<String, Calibration> calibrations = new HashMap<>();

    /** How long a prompt is thought to be, and where it is cached. */
    public InputEstimate estimate(Prompt prompt) {
        Calibration calibration = calibration(prompt);
        long[] chain = PrefixChain.of(prompt);
        Part known = known(chain);
        List<Segment> appended = prompt.segments().subList(known.blocks(), chain.length);
        double estimated = calibration.estimate(appended);
        long expected = Math.round(known.tokens() + estimated);
        long most = (long) Math.ceil(known.tokens() * (1 + known.spread()) + estimated * (1 + calibration.spread()));
        InputEstimate estimate = new InputEstimate(expected, Math.max(expected, most), List.of());
        return estimate.cachedAt(breakpoints(prompt, chain, calibration, known));
    }

    /**
     * A response, or counting, told how long a prompt was.
     *
     * @param tokens all of it: input, cache writes and cache reads together
     */
    public void learn(Prompt prompt, long tokens) {
        List<Segment> segments = prompt.segments();
        if (segments.isEmpty()) {
            return;
        }
        Calibration calibration = calibration(prompt);
        long[] chain = PrefixChain.of(prompt);
        Part known = known(chain);
        List<Segment> appended = segments.subList(known.blocks(), chain.length);
        learnInside(prompt, chain, known, tokens, calibration);
        if (!appended.isEmpty() && known.spread() == 0) {
            calibration.learn(appended, tokens - known.tokens());
        }
        Beginning whole = new Beginning(tokens, 0, segments.getLast().cachedFor());
        beginnings.put(chain[chain.length - 1], whole);
    }

    /** Who goes on from the middle of the prompt begins with a part of it, which came to its share of the whole. */
    private void learnInside(Prompt prompt, long[] chain, Part known, long tokens, Calibration calibration) {
        double estimated = calibration.estimate(prompt.segments().subList(known.blocks(), chain.length));
        double scale = estimated == 0 ? 0 : Math.max(0, tokens - known.tokens()) / estimated;
        double sum = known.tokens();
        for (int i = known.blocks(); i < chain.length - 1; i++) {
            Segment segment = prompt.segments().get(i);
            sum += scale * calibration.estimate(List.of(segment));
            beginnings.put(chain[i], new Beginning(sum, calibration.spread(), segment.cachedFor()));
        }
    }

    /**
     * How a prompt begins that was answered.
     *
     * @param tokens what it comes to
     * @param spread by how much that may be short, as a part of it; 0 if it is exact
     * @param cachedFor whether it was cached up to its end, and for how long
     */
    private record Beginning(double tokens, double spread, Optional<Duration> cachedFor) {

        static final Beginning NONE = new Beginning(0, 0, Optional.empty());
    }

    /**
     * What is known of the beginning of a prompt.
     *
     * @param blocks how many blocks
     */
    private record Part(int blocks, Beginning beginning) {

        double tokens() {
            return beginning.tokens();
        }

        double spread() {
            return beginning.spread();
        }

        Optional<Duration> cachedFor() {
            return beginning.cachedFor();
        }
    }

    private Part known(long[] chain) {
        for (int blocks = chain.length; blocks > 0; blocks--) {
            Beginning beginning = beginnings.get(chain[blocks - 1]);
            if (beginning != null) {
                return new Part(blocks, beginning);
            }
        }
        return new Part(0, Beginning.NONE);
    }

    private static List<Breakpoint> breakpoints(Prompt prompt, long[] chain, Calibration calibration, Part known) {
        List<Breakpoint> breakpoints = new ArrayList<>();
        for (int i = 0; i < chain.length; i++) {
            Optional<Duration> timeToLive = cachedFor(prompt, i, known);
            if (timeToLive.isPresent()) {
                long tokens = tokens(prompt.segments(), i + 1, calibration, known);
                if (tokens >= prompt.model().tokenizer().minCacheablePrompt()) {
                    breakpoints.add(new Breakpoint(name(prompt, chain[i]), tokens, timeToLive.get()));
                }
            }
        }
        return breakpoints;
    }

    /** Where the prompt says so; and where the one before ended and said so, which the server finds by looking back. */
    private static Optional<Duration> cachedFor(Prompt prompt, int block, Part known) {
        Optional<Duration> here = prompt.segments().get(block).cachedFor();
        return here.isEmpty() && block == known.blocks() - 1 && isLookedBackTo(prompt, block)
                ? known.cachedFor()
                : here;
    }

    private static boolean isLookedBackTo(Prompt prompt, int block) {
        int last = Math.min(prompt.segments().size(), block + 1 + LOOKED_BACK);
        return prompt.segments().subList(block, last).stream()
                .anyMatch(segment -> segment.cachedFor().isPresent());
    }

    private static long tokens(List<Segment> segments, int blocks, Calibration calibration, Part known) {
        double upToHere = calibration.estimate(segments.subList(0, blocks));
        double upToKnown = calibration.estimate(segments.subList(0, known.blocks()));
        double scale = upToKnown == 0 ? 1 : known.tokens() / upToKnown;
        return Math.round(blocks <= known.blocks() ? upToHere * scale : known.tokens() + upToHere - upToKnown);
    }

    private static String name(Prompt prompt, long chain) {
        return prompt.model().model() + "/" + HexFormat.of().toHexDigits(chain);
    }

    private Calibration calibration(Prompt prompt) {
        return calibrations.computeIfAbsent(
                prompt.model().model(), model -> new Calibration(prompt.model().tokenizer()));
    }
}
