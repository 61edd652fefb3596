package dev.perennial.governor.estimate;

import java.util.List;

/** A prompt whose tokens are known. */
final class Remembered {

    private final long[] chain;
    private final List<Segment> segments;
    private final long tokens;

    /**
     * A prompt.
     *
     * @param chain the fingerprint of the prompt up to and with each of its blocks
     * @param tokens its tokens, all of them
     */
    Remembered(long[] chain, List<Segment> segments, long tokens) {
        this.chain = chain;
        this.segments = segments;
        this.tokens = tokens;
    }

    static long[] chain(List<Segment> segments) {
        long[] chain = new long[segments.size()];
        long hash = 0;
        for (int i = 0; i < chain.length; i++) {
            hash = (hash ^ segments.get(i).fingerprint()) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
            chain[i] = hash;
        }
        return chain;
    }

    /** How many blocks of a prompt with this chain are the same from the start. */
    int shared(long[] other) {
        int most = Math.min(chain.length, other.length);
        int shared = 0;
        while (shared < most && chain[shared] == other[shared]) {
            shared++;
        }
        return shared;
    }

    List<Segment> segments() {
        return segments;
    }

    long tokens() {
        return tokens;
    }
}
