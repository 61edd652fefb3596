package dev.perennial.simulator.internal;

import java.util.UUID;

/**
 * The identifiers of one request and its answer, in the API's forms.
 *
 * @param seed the simulator's seed
 * @param request the number of the request
 */
public record Identifiers(long seed, long request) {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int LENGTH = 22;

    /** The id of the request, {@code req_…}. */
    public String requestId() {
        return identifier("req_011", "request");
    }

    /** The id of the message, {@code msg_…}. */
    public String messageId() {
        return identifier("msg_01", "message");
    }

    /** The id of the tool call at a place in the content, {@code toolu_…}. */
    public String toolId(String prefix, int index) {
        return identifier(prefix + "01", "tool" + index);
    }

    /** The id of the organization, the same for all requests of a seed. */
    public static String organization(long seed) {
        return UUID.nameUUIDFromBytes(Hash.keyed(seed, "organization")).toString();
    }

    private String identifier(String prefix, String purpose) {
        byte[] hash = Hash.keyed(seed, request + " " + purpose);
        StringBuilder id = new StringBuilder(prefix);
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt((hash[i] & 0xFF) % ALPHABET.length()));
        }
        return id.toString();
    }
}
