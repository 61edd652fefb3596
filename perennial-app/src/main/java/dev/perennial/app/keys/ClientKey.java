package dev.perennial.app.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A key of a client's, as it is kept: nobody can tell the key from it.
 *
 * @param name what people call the client
 * @param hash the SHA-256 of the key, in hexadecimal digits; the key is as random as the hash, so that nothing slower is needed
 * @param made when it was made
 * @param allowance what the client may use
 */
public record ClientKey(String name, String hash, Instant made, Allowance allowance) {

    private static final String PREFIX = "perennial-";
    private static final int RANDOM_BYTES = 24;

    /** A new secret. */
    static String secret(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return PREFIX + HexFormat.of().formatHex(bytes);
    }

    /** What is kept of a secret. */
    static String hash(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
