package dev.perennial.simulator.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.perennial.simulator.internal.Hash;
import dev.perennial.simulator.internal.facts.ModelFacts;
import dev.perennial.simulator.internal.facts.PrefixBinding;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Signs the thinking of one answer, and recognises the signatures of all.
 *
 * <p>A signature holds its {@link Seal}, and it stands for the hidden text too, so it grows with it.
 *
 * @param seed the key: simulators of one seed accept each other's signatures
 * @param generation the generation of the model that answers
 * @param bound whether its thinking is bound to what was before it
 * @param place where it writes
 * @param ordinal the number of the thinking block to be signed, among those of the answer, from 0
 * @param trail what is before the place
 */
public record Signatures(long seed, int generation, boolean bound, Place place, int ordinal, Trail trail) {

    private static final int SEAL_BYTES = 2 + 4 * Integer.BYTES + 5 * Long.BYTES;
    private static final int MAC_BYTES = 32;
    private static final int LEAST_FILLER = 160;
    private static final int MOST_FILLER = 4_096;

    /** Recognises signatures of this seed. */
    public Signatures(long seed) {
        this(seed, 0, false, Place.NOWHERE, 0, Trail.NONE);
    }

    /** Signs what a model answers at a place. */
    Signatures of(ModelFacts model, Prefix prefix) {
        boolean binds = model.rules().prefixBinding() != PrefixBinding.NONE;
        return new Signatures(seed, model.rules().thinkingGeneration(), binds, prefix.end(), 0, prefix.trail());
    }

    /** Signs the answer's thinking block of this number. */
    Signatures numbered(int block) {
        return new Signatures(seed, generation, bound, place, block, trail);
    }

    String sign(String thinking, boolean shown) {
        return signed(new Seal(shown, digest(thinking), generation, bound, place, ordinal, trail), thinking);
    }

    /** The data of a {@code redacted_thinking} block. */
    String redact() {
        return sign("redacted " + ordinal, false);
    }

    /** What the signature tells; empty if it is none, or not of this seed, or was tampered with. */
    public Optional<Seal> read(String signature) {
        byte[] bytes = decode(signature);
        if (bytes.length < SEAL_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        byte[] head = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, bytes.length - MAC_BYTES, bytes.length);
        return MessageDigest.isEqual(mac, Hash.keyed(seed, head))
                ? Optional.of(seal(ByteBuffer.wrap(head)))
                : Optional.empty();
    }

    static long digest(String thinking) {
        return ContentDigest.next(0, "thinking", TextNode.valueOf(thinking));
    }

    private String signed(Seal seal, String thinking) {
        int filler = Math.min(MOST_FILLER, LEAST_FILLER + thinking.length() / 4);
        ByteBuffer head = ByteBuffer.allocate(SEAL_BYTES + trail.marks().size() * Short.BYTES + filler);
        put(seal, head);
        for (int block = 0; head.hasRemaining(); block++) {
            byte[] more = Hash.keyed(seed, "filler " + block + " " + thinking);
            head.put(more, 0, Math.min(more.length, head.remaining()));
        }
        byte[] signature = Arrays.copyOf(head.array(), head.capacity() + MAC_BYTES);
        System.arraycopy(Hash.keyed(seed, head.array()), 0, signature, head.capacity(), MAC_BYTES);
        return Base64.getEncoder().encodeToString(signature);
    }

    private static void put(Seal seal, ByteBuffer head) {
        head.put((byte) (seal.shown() ? 1 : 2)).put((byte) (seal.bound() ? 1 : 2));
        head.putInt(seal.generation()).putLong(seal.text());
        head.putLong(seal.place().system()).putLong(seal.place().tools());
        head.putLong(seal.place().content()).putLong(seal.place().lastThinking());
        head.putInt(seal.place().thinkingBlocks()).putInt(seal.ordinal());
        head.putInt(seal.trail().marks().size());
        seal.trail().marks().forEach(head::putShort);
    }

    private static Seal seal(ByteBuffer head) {
        boolean shown = head.get() == 1;
        boolean bound = head.get() == 1;
        int generation = head.getInt();
        long text = head.getLong();
        return new Seal(shown, text, generation, bound, place(head), head.getInt(), trail(head));
    }

    private static Trail trail(ByteBuffer head) {
        List<Short> marks = new ArrayList<>();
        for (int left = head.getInt(); left > 0; left--) {
            marks.add(head.getShort());
        }
        return new Trail(marks);
    }

    private static Place place(ByteBuffer head) {
        return new Place(head.getLong(), head.getLong(), head.getLong(), head.getLong(), head.getInt());
    }

    private static byte[] decode(String signature) {
        try {
            return Base64.getDecoder().decode(signature.getBytes(UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
