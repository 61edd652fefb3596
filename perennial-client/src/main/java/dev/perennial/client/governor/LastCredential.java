package dev.perennial.client.governor;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last fingerprint: a client pays with one key for days, and a hash for each message is the most expensive part of
 * governing it. Safe for use by several threads.
 */
public final class LastCredential {

    private record Known(String origin, String secret, String fingerprint) {}

    private volatile @Nullable Known last;

    /** Nothing is known yet. */
    public LastCredential() {}

    /** As {@link Credential#of}. */
    public String of(String origin, Function<String, List<String>> header) {
        String secret = Credential.secret(header);
        Known known = last;
        if (known == null || !known.secret().equals(secret) || !known.origin().equals(origin)) {
            known = new Known(origin, secret, Credential.of(origin, secret));
            last = known;
        }
        return known.fingerprint();
    }
}
