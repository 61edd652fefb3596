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
import org.jspecify.annotations.Nullable;

/**
 * Says how long a prompt is without asking the server: what the last response of the conversation told is exact for the part that
 * did not change, and only what was appended is estimated, by what characters of its kinds came to before.
 *
 * <pre>{@code
 * InputEstimate estimate = estimator.estimate("session-7", prompt);
 * estimator.learn("session-7", prompt, usage.prompt());     // what the response told
 * }</pre>
 *
 * <p>Keeps the 10,000 conversations used last. Not safe for use by several threads.
 */
public final class InputEstimator {

    private static final int MOST_CONVERSATIONS = 10_000;

    /** An uncertainty of less than this part of a limit changes little. */
    private static final long MATTERS = 20;

    /** The server looks for what it has cached in so many blocks before each breakpoint (platform.claude.com, "Prompt caching"). */
    private static final int LOOKED_BACK = 20;

    private final Map<String, Remembered> conversations = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST_CONVERSATIONS;
        }
    };
    private final Map<String, Calibration> calibrations = new HashMap<>();

    /**
     * How long a prompt is thought to be, and where it is cached.
     *
     * @param conversation names the conversation whose earlier prompts this one continues
     */
    public InputEstimate estimate(String conversation, Prompt prompt) {
        Calibration calibration = calibration(prompt);
        long[] chain = Remembered.chain(prompt.segments());
        Part known = known(conversations.get(conversation), chain, calibration);
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
    public void learn(String conversation, Prompt prompt, long tokens) {
        Calibration calibration = calibration(prompt);
        long[] chain = Remembered.chain(prompt.segments());
        Part known = known(conversations.get(conversation), chain, calibration);
        List<Segment> appended = prompt.segments().subList(known.blocks(), chain.length);
        if (!appended.isEmpty() && known.spread() == 0) {
            calibration.learn(appended, tokens - known.tokens());
        }
        conversations.put(conversation, new Remembered(chain, prompt.segments(), tokens));
    }

    /**
     * Whether it pays to have the server count a prompt before it is sent: only where the estimate is so uncertain that it would
     * keep a good part of the limit from others.
     *
     * @param inputLimit the limit of input tokens per minute
     */
    public static boolean isWorthCounting(InputEstimate estimate, long inputLimit) {
        return estimate.most() - estimate.expected() > inputLimit / MATTERS;
    }

    /**
     * What is known of the beginning of a prompt.
     *
     * @param blocks how many blocks
     * @param tokens what they come to
     * @param spread by how much that may be short, as a part of it; 0 if it is exact
     * @param cachedFor whether it was cached up to its end, and for how long
     */
    private record Part(int blocks, double tokens, double spread, Optional<Duration> cachedFor) {

        static final Part NONE = new Part(0, 0, 0, Optional.empty());
    }

    private static Part known(@Nullable Remembered last, long[] chain, Calibration calibration) {
        int shared = last == null ? 0 : last.shared(chain);
        if (last == null || shared == 0) {
            return Part.NONE;
        }
        Optional<Duration> cachedFor = last.segments().get(shared - 1).cachedFor();
        if (shared == last.segments().size()) {
            return new Part(shared, last.tokens(), 0, cachedFor);
        }
        double whole = calibration.estimate(last.segments());
        double part = calibration.estimate(last.segments().subList(0, shared));
        return new Part(shared, whole == 0 ? 0 : last.tokens() * part / whole, calibration.spread(), cachedFor);
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
