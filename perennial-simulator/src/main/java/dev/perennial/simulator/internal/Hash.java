package dev.perennial.simulator.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Turns a seed and something into numbers and bytes that look random and are always the same. */
public final class Hash {

    private Hash() {}

    /** Mixes two numbers into one (SplitMix64's finalizer). */
    public static long mix(long a, long b) {
        long z = a + 0x9E3779B97F4A7C15L * (b + 1);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** HMAC-SHA256 of the parts, keyed by the seed: 32 bytes. */
    public static byte[] keyed(long seed, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    ByteBuffer.allocate(Long.BYTES).putLong(seed).array(), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** {@link #keyed(long, byte[]...)} of a text. */
    public static byte[] keyed(long seed, String text) {
        return keyed(seed, text.getBytes(UTF_8));
    }
}
