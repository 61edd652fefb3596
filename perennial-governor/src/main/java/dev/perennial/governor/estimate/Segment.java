package dev.perennial.governor.estimate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * One block of a prompt: a tool, a block of the system prompt, a block of a message.
 *
 * @param fingerprint tells blocks apart; of everything in it but {@code cache_control}
 * @param text what of it is text, JSON included
 * @param known tokens that are known without counting: of an image ({@link ImageTokens}), of Anthropic's own tools
 * @param cachedFor whether the prompt is cached up to here, and for how long
 */
public record Segment(long fingerprint, TextCount text, long known, Optional<Duration> cachedFor) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    public Segment {
        requireNonNull(text, "text");
        requireNonNull(cachedFor, "cachedFor");
        if (known < 0) {
            throw new IllegalArgumentException("known is " + known + " but has to be 0 or more");
        }
    }

    /**
     * A block of text.
     *
     * @param kind what tells it apart from another with the same text, such as its role and type
     */
    public static Segment ofText(String kind, CharSequence text) {
        return new Segment(hash(hash(FNV_OFFSET, kind), text), TextCount.of(text), 0, Optional.empty());
    }

    /**
     * A block whose tokens are known.
     *
     * @param name what tells it apart, such as a digest of an image
     */
    public static Segment ofTokens(String name, long tokens) {
        return new Segment(hash(FNV_OFFSET, name), TextCount.NONE, tokens, Optional.empty());
    }

    /** This with the prompt cached up to here. */
    public Segment cached(Duration timeToLive) {
        return new Segment(fingerprint, text, known, Optional.of(timeToLive));
    }

    private static long hash(long seed, CharSequence text) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash * FNV_PRIME + text.length();
    }
}
