package dev.perennial.simulator;

import dev.perennial.simulator.internal.message.InputUsage;

/** What a request is thought to need before it is read: the API estimates input at the start and puts it right later. */
final class Estimate {

    private static final int BYTES_PER_TOKEN = 4;

    private Estimate() {}

    /** By the length of the body, without the part that is in the cache, at most twice what it is. */
    static long of(int bodyBytes, InputUsage usage) {
        long whole = Math.min(bodyBytes / BYTES_PER_TOKEN, 2L * usage.total());
        return usage.total() == 0 ? 0 : whole * usage.limited() / usage.total();
    }
}
