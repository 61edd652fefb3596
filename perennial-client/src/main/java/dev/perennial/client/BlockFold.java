package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One block of content that grows by deltas; text is joined only when the block is asked for. */
final class BlockFold {

    /** The field that holds a tool's input when that is no JSON object. */
    private static final String INVALID_JSON = "INVALID_JSON";

    private final ObjectNode block;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder input = new StringBuilder();
    private boolean finished;
    private boolean inputValid = true;
    private boolean hasUnknownDeltas;

    BlockFold(ObjectNode started) {
        block = Json.emptyObject();
        block.setAll(started);
    }

    static BlockFold whole(ObjectNode block) {
        BlockFold fold = new BlockFold(block);
        fold.finished = true;
        return fold;
    }

    boolean isFinished() {
        return finished;
    }

    boolean inputValid() {
        return inputValid;
    }

    boolean hasUnknownDeltas() {
        return hasUnknownDeltas;
    }

    void skipUnknownDelta() {
        hasUnknownDeltas = true;
    }

    boolean isText() {
        return block.path("type").asText().equals("text");
    }

    void addText(String more) {
        text.append(more);
    }

    void addThinking(String more) {
        thinking.append(more);
    }

    void addInput(String more) {
        input.append(more);
    }

    void set(String field, JsonNode value) {
        block.set(field, value);
    }

    void addCitation(JsonNode citation) {
        ArrayNode citations = block.path("citations") instanceof ArrayNode array ? array : block.putArray("citations");
        citations.add(citation);
    }

    /** Joins what came; the block stays the same from now on. */
    ObjectNode finish() {
        inputValid = writeTo(block);
        finished = true;
        return block;
    }

    /** The block as far as it came; a copy unless it is finished. */
    ObjectNode soFar() {
        if (finished) {
            return block;
        }
        ObjectNode copy = Json.emptyObject();
        copy.setAll(block);
        writeTo(copy);
        return copy;
    }

    String textSoFar() {
        return finished ? block.path("text").asText() : begun("text") + text;
    }

    private boolean writeTo(ObjectNode target) {
        join(target, "text", text);
        join(target, "thinking", thinking);
        return input.isEmpty() || writeInput(target);
    }

    private void join(ObjectNode target, String field, StringBuilder more) {
        if (!more.isEmpty()) {
            target.put(field, begun(field) + more);
        }
    }

    private String begun(String field) {
        return block.path(field).asText("");
    }

    private boolean writeInput(ObjectNode target) {
        Optional<ObjectNode> parsed = Json.object(input.toString());
        target.set("input", parsed.orElseGet(() -> Json.emptyObject().put(INVALID_JSON, input.toString())));
        return parsed.isPresent();
    }
}
