package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.perennial.agent.journal.JournalContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps pictures and documents out of the entries: in place of their base64 text ({@code "data"} in a {@code source} of the
 * API's) an entry has {@code {"sha256": "..."}}.
 */
final class Contents {

    private static final String DATA = "data";
    private static final String HASH = "sha256";

    /** Says of an event that something was moved out of it. */
    private static final String MOVED = "moved";

    /** What is shorter may stay where it is. */
    private static final int LARGE = 4096;

    private Contents() {}

    /**
     * The event with its large contents moved out; the event itself is not changed.
     *
     * @param contents is added to
     */
    static ObjectNode moved(ObjectNode event, List<JournalContent> contents) {
        if (sources(event, Contents::isLarge).isEmpty()) {
            return event;
        }
        ObjectNode copy = event.deepCopy();
        for (ObjectNode source : sources(copy, Contents::isLarge)) {
            JournalContent content =
                    JournalContent.of(source.path(DATA).asText().getBytes(StandardCharsets.UTF_8));
            contents.add(content);
            source.putObject(DATA).put(HASH, content.hash());
        }
        return copy.put(MOVED, true);
    }

    /**
     * The event with its contents back in place; {@code event} is changed.
     *
     * @param find finds a content by its hash
     * @throws IllegalArgumentException if there is none
     */
    static ObjectNode restored(ObjectNode event, Function<String, Optional<byte[]>> find) {
        if (event.remove(MOVED) == null) {
            return event;
        }
        for (ObjectNode source : sources(event, Contents::isMoved)) {
            String hash = source.path(DATA).path(HASH).asText();
            byte[] bytes = find.apply(hash)
                    .orElseThrow(() -> new IllegalArgumentException("the content " + hash + " is missing"));
            source.set(DATA, TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8)));
        }
        return event;
    }

    private static List<ObjectNode> sources(JsonNode event, Predicate<JsonNode> test) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode parent : event.findParents(DATA)) {
            if (parent instanceof ObjectNode object
                    && object.path("type").asText().equals("base64")
                    && test.test(object.path(DATA))) {
                found.add(object);
            }
        }
        return found;
    }

    private static boolean isLarge(JsonNode data) {
        return data.isTextual() && data.textValue().length() >= LARGE;
    }

    private static boolean isMoved(JsonNode data) {
        return data.path(HASH).isTextual();
    }
}
