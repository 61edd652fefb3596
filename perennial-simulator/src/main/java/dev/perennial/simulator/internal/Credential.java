package dev.perennial.simulator.internal;

import dev.perennial.http.Headers;
import java.util.HexFormat;

/** Whose request it is, without the key itself. */
public final class Credential {

    private static final int SHORT = 16;

    private Credential() {}

    /** A fingerprint of the key; {@code x-api-key} wins (platform.claude.com, "API versioning"). */
    public static String of(Headers headers, long seed) {
        String key = headers.first("x-api-key")
                .or(() -> headers.first("authorization").map(a -> a.replaceFirst("(?i)^bearer ", "")))
                .orElse("");
        return HexFormat.of().formatHex(Hash.keyed(seed, "credential " + key)).substring(0, SHORT);
    }
}
