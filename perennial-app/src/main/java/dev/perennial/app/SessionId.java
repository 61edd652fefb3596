package dev.perennial.app;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;

/** Ids of sessions: short enough to type, random enough to be nobody else's. */
final class SessionId {

    private static final int BITS = 80;

    private SessionId() {}

    static String next() {
        String digits = new BigInteger(BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        return "s-" + "0".repeat(16).substring(digits.length()) + digits.toLowerCase(Locale.ROOT);
    }
}
