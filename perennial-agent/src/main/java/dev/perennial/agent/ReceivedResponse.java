package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was received of a response when its process died.
 *
 * @param requestId the API's id of the request, empty if the server named none
 * @param message the message as the server began it
 * @param blocks the blocks that are whole, as they came
 * @param openBlock the block that was being written, as the server began it; {@code null} between blocks
 * @param added what was added to its text, its thinking, or the JSON of its input
 * @param citations what was added to its citations
 */
public record ReceivedResponse(
        String requestId,
        ObjectNode message,
        List<ObjectNode> blocks,
        @Nullable ObjectNode openBlock,
        String added,
        List<JsonNode> citations) {

    public ReceivedResponse {
        requireNonNull(requestId, "requestId");
        requireNonNull(message, "message");
        requireNonNull(added, "added");
        blocks = List.copyOf(blocks);
        citations = List.copyOf(citations);
    }

    /** The block that was being written, as the server began it; empty between blocks. */
    public Optional<ObjectNode> open() {
        return Optional.ofNullable(openBlock);
    }

    /** The message as far as it was received: whole blocks, and the text that was being written. */
    ObjectNode partial() {
        ObjectNode partial = message.deepCopy();
        ArrayNode content = partial.putArray("content").addAll(blocks);
        open().filter(block -> block.path("type").asText().equals("text")).ifPresent(block -> {
            ObjectNode text = block.deepCopy().put("text", block.path("text").asText() + added);
            if (!citations.isEmpty()) {
                text.withArray("citations").addAll(citations);
            }
            content.add(text);
        });
        return partial;
    }
}
