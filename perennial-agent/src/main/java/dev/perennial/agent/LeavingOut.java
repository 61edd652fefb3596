package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A conversation without its oldest images of tool results ({@link SessionEvent.ImagesLeftOut}). Messages are not changed but
 * replaced. Used once.
 *
 * <p>Thinking may be bound to all that was before it. Then what comes behind the first change does not fit any more, and is left
 * out too: that is what the API asks for (Messages API, "Preserved thinking": thinking may be removed from the end).
 */
final class LeavingOut {

    private static final String CONTENT = "content";

    /** A message has to have some content. */
    private static final String ONLY_THINKING = "[This turn was thinking only, which is left out.]";

    private final SessionEvent.ImagesLeftOut event;
    private int left;
    private boolean changed;

    LeavingOut(SessionEvent.ImagesLeftOut event) {
        this.event = event;
        this.left = event.images();
    }

    AppendedList<ObjectNode> from(AppendedList<ObjectNode> messages) {
        AppendedList<ObjectNode> result = AppendedList.empty();
        for (ObjectNode message : messages) {
            result = result.plus(message(message));
        }
        return result;
    }

    private ObjectNode message(ObjectNode message) {
        if (left > 0 && ShownImages.NONE.plus(message.path(CONTENT)).count() > 0) {
            changed = true;
            return withContent(message, withoutImages(message.path(CONTENT)));
        }
        boolean thinks = changed && event.withoutThinking() && MessageJson.isAssistant(message);
        return thinks ? withoutThinking(message) : message;
    }

    private ArrayNode withoutImages(JsonNode content) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        content.forEach(block -> blocks.add(
                MessageJson.isToolResult(block)
                        ? withContent((ObjectNode) block, partsWithoutImages(block.path(CONTENT)))
                        : block));
        return blocks;
    }

    private ArrayNode partsWithoutImages(JsonNode parts) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode part : parts) {
            boolean out = left > 0 && MessageJson.isImage(part);
            left -= out ? 1 : 0;
            kept.add(out ? MessageJson.text(event.inPlace()) : part);
        }
        return kept;
    }

    private static ObjectNode withoutThinking(ObjectNode message) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        message.path(CONTENT).forEach(block -> {
            if (!MessageJson.isThinking(block)) {
                kept.add(block);
            }
        });
        return withContent(message, kept.isEmpty() ? kept.add(MessageJson.text(ONLY_THINKING)) : kept);
    }

    /** The fields stay in their order: the same conversation has always the same bytes. */
    private static ObjectNode withContent(ObjectNode of, ArrayNode content) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode().setAll(of);
        return copy.set(CONTENT, content);
    }
}
