package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash of a conversation, by which it is seen that what was sent once is sent the same again: prompt caches and the
 * signatures of thinking depend on it. Each message's hash is that of its predecessor's and its own JSON (SHA-256), so that
 * of a conversation that has grown only the new messages are looked at. Not safe for use by several threads.
 */
final class ConversationHash {

    private final MessageDigest sha256 = sha256();
    private final List<ObjectNode> seen = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();

    /** Of these messages, as 64 hexadecimal digits. */
    String of(List<ObjectNode> messages) {
        int known = unchanged(messages);
        seen.subList(known, seen.size()).clear();
        hashes.subList(known, hashes.size()).clear();
        messages.subList(known, messages.size()).forEach(this::add);
        return HexFormat.of().formatHex(hashes.isEmpty() ? sha256.digest() : hashes.getLast());
    }

    /** A message is never changed, so the same object says the same; but one before it may have been replaced. */
    @SuppressWarnings("ReferenceEquality") // the content is what is to be found out
    private int unchanged(List<ObjectNode> messages) {
        int most = Math.min(seen.size(), messages.size());
        int known = 0;
        while (known < most && seen.get(known) == messages.get(known)) {
            known++;
        }
        return known;
    }

    private void add(ObjectNode message) {
        if (!hashes.isEmpty()) {
            sha256.update(hashes.getLast());
        }
        hashes.add(sha256.digest(message.toString().getBytes(StandardCharsets.UTF_8)));
        seen.add(message);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
