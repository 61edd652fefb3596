package dev.perennial.governor.estimate;

import java.util.List;

/** Names the beginnings of a prompt. */
final class PrefixChain {

    private static final long SPREADS = 0x9E3779B97F4A7C15L;

    private PrefixChain() {}

    /** The fingerprint of the prompt up to and with each of its blocks; another model counts other tokens. */
    static long[] of(Prompt prompt) {
        List<Segment> segments = prompt.segments();
        long[] chain = new long[segments.size()];
        long hash = prompt.model().model().hashCode() * SPREADS;
        for (int i = 0; i < chain.length; i++) {
            hash = (hash ^ segments.get(i).fingerprint()) * SPREADS;
            hash ^= hash >>> 32;
            chain[i] = hash;
        }
        return chain;
    }
}
