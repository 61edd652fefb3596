package dev.perennial.agent.journal;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Something large that entries refer to by its hash instead of holding it: kept once, however often it occurs, until no session
 * refers to it any more.
 *
 * @param hash the SHA-256 of {@code bytes}, 64 hexadecimal digits in lower case
 * @param bytes not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its hash
public record JournalContent(String hash, byte[] bytes) {

    public JournalContent {
        requireNonNull(hash, "hash");
        requireNonNull(bytes, "bytes");
    }

    /** These bytes under their hash. */
    public static JournalContent of(byte[] bytes) {
        return new JournalContent(hash(bytes), bytes);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalContent content && hash.equals(content.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return "JournalContent[" + hash + ", " + bytes.length + " bytes]";
    }
}
