package dev.perennial.simulator.internal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.Json;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * A digest of JSON by what it means: the order of fields, {@code null} and {@code cache_control} make no difference,
 * nor does an image's URL, which may change while its bytes do not.
 */
final class ContentDigest {

    private final MessageDigest digest;

    private ContentDigest(long before) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(before).flip());
    }

    /** The digest of everything so far, {@code before}, and one more value. */
    static long next(long before, String label, JsonNode value) {
        ContentDigest next = new ContentDigest(before);
        next.text(label);
        next.value(value);
        return ByteBuffer.wrap(next.digest.digest()).getLong();
    }

    private void value(JsonNode value) {
        if (value.isObject()) {
            object(value);
        } else if (value.isArray()) {
            mark('[', value.size());
            for (JsonNode element : value) {
                value(element);
            }
        } else if (value.isTextual()) {
            text(value.asText());
        } else {
            text(value.toString());
        }
    }

    private void object(JsonNode object) {
        boolean url = object.path("type").asText().equals("url");
        mark('{', 0);
        for (Map.Entry<String, JsonNode> field : Json.byName(object)) {
            if (counts(field, url)) {
                text(field.getKey());
                value(field.getValue());
            }
        }
        mark('}', 0);
    }

    private static boolean counts(Map.Entry<String, JsonNode> field, boolean ofUrl) {
        return !field.getValue().isNull()
                && !field.getKey().equals("cache_control")
                && !(ofUrl && field.getKey().equals("url"));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        mark('"', bytes.length);
        digest.update(bytes);
    }

    private void mark(char kind, int length) {
        digest.update(ByteBuffer.allocate(6).putChar(kind).putInt(length).flip());
    }
}
