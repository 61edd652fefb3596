package dev.perennial.simulator.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.simulator.internal.Hash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signs thinking and recognises its own signatures.
 *
 * <p>A signature stands for the hidden text too, so it grows with it; it holds whether the text was shown, because the
 * API looks at the text of a shown block and ignores what stands in an omitted one (platform.claude.com, "Extended thinking").
 *
 * @param seed the key: simulators of one seed accept each other's signatures
 */
public record Signatures(long seed) {

    private static final byte SHOWN = 1;
    private static final byte OMITTED = 2;
    private static final int MAC_BYTES = 32;
    private static final int LEAST_FILLER = 160;
    private static final int MOST_FILLER = 4_096;

    String sign(String thinking, boolean shown) {
        byte[] head = head(thinking, shown);
        byte[] mac = mac(head, thinking);
        byte[] signature = Arrays.copyOf(head, head.length + MAC_BYTES);
        System.arraycopy(mac, 0, signature, head.length, MAC_BYTES);
        return Base64.getEncoder().encodeToString(signature);
    }

    /** Whether this is the signature of a block with this text, as it was sent out. */
    public boolean accepts(String thinking, String signature) {
        byte[] bytes = decode(signature);
        if (bytes.length <= MAC_BYTES) {
            return false;
        }
        byte[] head = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, bytes.length - MAC_BYTES, bytes.length);
        return MessageDigest.isEqual(mac, mac(head, thinking));
    }

    private byte[] head(String thinking, boolean shown) {
        int filler = Math.min(MOST_FILLER, LEAST_FILLER + thinking.length() / 4);
        ByteBuffer head = ByteBuffer.allocate(1 + filler).put(shown ? SHOWN : OMITTED);
        for (int block = 0; head.hasRemaining(); block++) {
            byte[] more = Hash.keyed(seed, "filler " + block + " " + thinking);
            head.put(more, 0, Math.min(more.length, head.remaining()));
        }
        return head.array();
    }

    private byte[] mac(byte[] head, String thinking) {
        String bound = head[0] == SHOWN ? thinking : "";
        return Hash.keyed(seed, head, bound.getBytes(UTF_8));
    }

    private static byte[] decode(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
