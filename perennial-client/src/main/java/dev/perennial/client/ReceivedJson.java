package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.ReceivedMessage.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was received of a message, as JSON. */
final class ReceivedJson {

    private static final String MESSAGE = "message";
    private static final String BLOCKS = "blocks";
    private static final String BLOCK = "block";
    private static final String INPUT = "input_json";
    private static final String UNKNOWN_DELTAS = "unknown_deltas";
    private static final String FINISHED = "finished";
    private static final String END = "end";
    private static final String REQUEST_ID = "request_id";

    private ReceivedJson() {}

    static ObjectNode write(ReceivedMessage received) {
        ObjectNode json = Json.emptyObject();
        json.set(MESSAGE, received.start());
        ArrayNode blocks = json.putArray(BLOCKS);
        received.blocks().forEach(block -> blocks.add(write(block)));
        received.end().ifPresent(end -> json.set(END, end));
        received.requestId().ifPresent(id -> json.put(REQUEST_ID, id));
        return json;
    }

    private static ObjectNode write(Block block) {
        ObjectNode json = Json.emptyObject();
        json.set(BLOCK, block.json());
        if (!block.inputJson().isEmpty()) {
            json.put(INPUT, block.inputJson());
        }
        if (block.hasUnknownDeltas()) {
            json.put(UNKNOWN_DELTAS, true);
        }
        return block.isFinished() ? json : json.put(FINISHED, false);
    }

    static ReceivedMessage read(ObjectNode json) {
        List<Block> blocks = new ArrayList<>();
        for (JsonNode block : json.path(BLOCKS)) {
            blocks.add(block(block, BLOCKS + "[" + blocks.size() + "]"));
        }
        Optional<ObjectNode> end =
                json.path(END).isMissingNode() ? Optional.empty() : Optional.of(object(json.path(END), END));
        return new ReceivedMessage(object(json.path(MESSAGE), MESSAGE), blocks, end, Json.text(json, REQUEST_ID));
    }

    private static Block block(JsonNode json, String name) {
        return new Block(
                object(json.path(BLOCK), name + "." + BLOCK),
                json.path(INPUT).asText(),
                json.path(FINISHED).asBoolean(true),
                json.path(UNKNOWN_DELTAS).asBoolean(false));
    }

    private static ObjectNode object(JsonNode node, String name) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException(
                name + " of a received message is " + node.getNodeType() + " but has to be an object");
    }
}
