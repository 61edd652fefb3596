package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The message that the events so far amount to. Not thread-safe; a snapshot of it may be read by any thread. */
final class MessageFold {

    private final Map<Integer, BlockFold> byIndex = new HashMap<>();

    /** In the order of their indices. Lists and message are replaced, never changed, so that snapshots stay as they are. */
    private List<BlockFold> blocks = List.of();

    private List<BlockFold> open = List.of();
    private @Nullable ObjectNode message;

    boolean isStarted() {
        return message != null;
    }

    void start(ObjectNode started) {
        ObjectNode head = Json.emptyObject();
        head.setAll(started);
        head.putArray("content");
        message = head;
        int index = 0;
        for (JsonNode block : started.path("content")) {
            if (block instanceof ObjectNode whole) {
                add(BlockFold.whole(index++, whole));
            }
        }
    }

    /** Whether there was no such block yet. */
    boolean startBlock(int index, ObjectNode block) {
        if (byIndex.containsKey(index)) {
            return false;
        }
        BlockFold begun = new BlockFold(index, block);
        add(begun);
        open = with(open, begun);
        return true;
    }

    private void add(BlockFold block) {
        byIndex.put(block.index(), block);
        blocks = with(blocks, block);
    }

    private static List<BlockFold> with(List<BlockFold> blocks, BlockFold added) {
        List<BlockFold> more = new ArrayList<>(blocks);
        int at = more.size();
        while (at > 0 && more.get(at - 1).index() > added.index()) {
            at--;
        }
        more.add(at, added);
        return List.copyOf(more);
    }

    private static List<BlockFold> without(List<BlockFold> blocks, BlockFold removed) {
        return blocks.stream().filter(block -> block.index() != removed.index()).toList();
    }

    /** The block that is open under this index. */
    Optional<BlockFold> openBlock(int index) {
        return block(index).filter(block -> !block.isFinished());
    }

    Optional<BlockFold> block(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    void finish(BlockFold block) {
        block.finish();
        open = without(open, block);
    }

    /** The block begins anew; whether there was one. */
    boolean forget(int index) {
        BlockFold block = byIndex.remove(index);
        if (block == null) {
            return false;
        }
        blocks = without(blocks, block);
        open = without(open, block);
        return true;
    }

    /**
     * Takes over the fields of a {@code message_delta}. Usage is cumulative, and counts that are null say nothing
     * (MessageDeltaUsage of the SDKs), so only values overwrite.
     */
    void change(ObjectNode event) {
        ObjectNode changed = Json.emptyObject();
        changed.setAll(started());
        event.properties().forEach(field -> {
            switch (field.getKey()) {
                case "type" -> {}
                case "delta" -> overwrite(changed, field.getValue());
                case "usage" -> changed.set("usage", overwritten(changed.path("usage"), field.getValue()));
                default -> changed.set(field.getKey(), field.getValue());
            }
        });
        message = changed;
    }

    TokenUsage usage() {
        return message == null ? TokenUsage.NONE : UsageReader.read(message.path("usage"));
    }

    Optional<String> stopReason() {
        return message == null ? Optional.empty() : Json.text(message, "stop_reason");
    }

    String text() {
        return MessageSnapshot.text(views());
    }

    Set<Integer> unfinished() {
        Set<Integer> places = new TreeSet<>();
        int place = 0;
        for (BlockFold block : blocks) {
            if (!block.isFinished()) {
                places.add(place);
            }
            place++;
        }
        return places;
    }

    boolean isAllFinished() {
        return open.isEmpty();
    }

    /** A copy of the message as far as it came. */
    ObjectNode soFar() {
        return MessageSnapshot.json(started(), views());
    }

    private List<BlockView> views() {
        return views(blocks);
    }

    private static List<BlockView> views(List<BlockFold> blocks) {
        return blocks.stream().map(BlockFold::view).toList();
    }

    /** The message so far, at a cost that does not depend on its length. */
    MessageSnapshot snapshot() {
        List<BlockView> growing = open.size() == 1 ? List.of(open.getFirst().view()) : views(open);
        return new MessageSnapshot(message == null ? Json.emptyObject() : message, blocks, growing);
    }

    private ObjectNode started() {
        if (message == null) {
            throw new IllegalStateException("the message has not begun: no message_start event was read yet");
        }
        return message;
    }

    private static ObjectNode overwritten(JsonNode before, JsonNode changes) {
        ObjectNode changed = Json.emptyObject();
        if (before instanceof ObjectNode usage) {
            changed.setAll(usage);
        }
        overwrite(changed, changes);
        return changed;
    }

    private static void overwrite(ObjectNode target, JsonNode changes) {
        changes.properties().forEach(field -> {
            if (!field.getValue().isNull() || !target.has(field.getKey())) {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
