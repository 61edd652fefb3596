package dev.perennial.client.governor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** Tells credentials apart by a fingerprint, from which nobody learns the key. */
public final class Credential {

    /** The headers by which requests pay, in lower case; the first that is there counts. */
    public static final List<String> HEADERS = List.of("x-api-key", "authorization", "api-key", "x-goog-api-key");

    private static final int SHOWN_BYTES = 4;

    private Credential() {}

    /**
     * The fingerprint of what a request pays with, such as {@code api.anthropic.com:443#5f2c9e01}.
     *
     * @param origin the server, or who is asked
     * @param header the values of a header of the request by its name
     */
    public static String of(String origin, Function<String, List<String>> header) {
        return of(origin, secret(header));
    }

    /** What a request pays with; empty if it says nothing of that. */
    static String secret(Function<String, List<String>> header) {
        for (String name : HEADERS) {
            List<String> values = header.apply(name);
            if (!values.isEmpty()) {
                return values.getFirst();
            }
        }
        return "";
    }

    static String of(String origin, String secret) {
        return secret.isEmpty() ? origin : origin + "#" + HexFormat.of().formatHex(digest(secret), 0, SHOWN_BYTES);
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
