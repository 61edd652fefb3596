package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The message that the events so far amount to, as raw JSON. */
final class MessageFold {

    private final Map<Integer, BlockFold> blocks = new TreeMap<>();
    private @Nullable ObjectNode message;

    boolean isStarted() {
        return message != null;
    }

    void start(ObjectNode started) {
        message = Json.emptyObject();
        message.setAll(started);
        int index = 0;
        for (JsonNode block : started.path("content")) {
            if (block instanceof ObjectNode whole) {
                blocks.put(index++, BlockFold.whole(whole));
            }
        }
        message.putArray("content");
    }

    /** Whether there was no such block yet. */
    boolean startBlock(int index, ObjectNode block) {
        return blocks.putIfAbsent(index, new BlockFold(block)) == null;
    }

    /** The block that is open under this index. */
    Optional<BlockFold> openBlock(int index) {
        return Optional.ofNullable(blocks.get(index)).filter(block -> !block.isFinished());
    }

    /**
     * Takes over the fields of a {@code message_delta}. Usage is cumulative, and counts that are null say nothing
     * (MessageDeltaUsage of the SDKs), so only values overwrite.
     */
    void change(ObjectNode event) {
        ObjectNode target = started();
        event.properties().forEach(field -> {
            switch (field.getKey()) {
                case "type" -> {}
                case "delta" -> overwrite(target, field.getValue());
                case "usage" -> overwrite(usageOf(target), field.getValue());
                default -> target.set(field.getKey(), field.getValue());
            }
        });
    }

    TokenUsage usage() {
        return message == null ? TokenUsage.NONE : UsageReader.read(message.path("usage"));
    }

    Optional<String> stopReason() {
        return message == null ? Optional.empty() : Json.text(message, "stop_reason");
    }

    String text() {
        StringBuilder text = new StringBuilder();
        blocks.values().stream().filter(BlockFold::isText).forEach(block -> text.append(block.textSoFar()));
        return text.toString();
    }

    Set<Integer> unfinished() {
        Set<Integer> places = new TreeSet<>();
        int place = 0;
        for (BlockFold block : blocks.values()) {
            if (!block.isFinished()) {
                places.add(place);
            }
            place++;
        }
        return places;
    }

    /** A copy of the message as far as it came; the finished blocks in it are shared. */
    ObjectNode soFar() {
        ObjectNode copy = Json.emptyObject();
        copy.setAll(started());
        ArrayNode content = copy.putArray("content");
        blocks.values().forEach(block -> content.add(block.soFar()));
        return copy;
    }

    private ObjectNode started() {
        if (message == null) {
            throw new IllegalStateException("the message has not begun: no message_start event was read yet");
        }
        return message;
    }

    private static void overwrite(ObjectNode target, JsonNode changes) {
        changes.properties().forEach(field -> {
            if (!field.getValue().isNull() || !target.has(field.getKey())) {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    /** The usage of the message as it started belongs to an event; the first change makes a copy. */
    private static ObjectNode usageOf(ObjectNode message) {
        ObjectNode copy = Json.emptyObject();
        if (message.path("usage") instanceof ObjectNode usage) {
            copy.setAll(usage);
        }
        message.set("usage", copy);
        return copy;
    }
}
