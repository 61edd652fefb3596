package dev.perennial.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.ReceivedMessage.Block;

/**
 * Writes what was received of a message as the events that the API would have sent (platform.claude.com, "Streaming messages"), so
 * that whoever can read a stream can take up where one stopped. Not thread-safe.
 */
final class ReceivedFrames {

    /** A frame that is too long is refused; those of the API are short. */
    private static final int LONGEST_DELTA = 64 << 10;

    private final StringBuilder frames = new StringBuilder();
    private int index;

    private ReceivedFrames() {}

    static byte[] of(ReceivedMessage received) {
        ReceivedFrames written = new ReceivedFrames();
        written.add(event("message_start").set("message", received.start()));
        received.blocks().forEach(written::block);
        received.end().ifPresent(end -> written.add(end.deepCopy().put("type", "message_delta")));
        return Surrogates.json(written.frames.toString());
    }

    /** What grows by deltas begins empty. */
    private void block(Block block) {
        ObjectNode json = block.json();
        ObjectNode begun = Json.emptyObject();
        begun.setAll(json);
        switch (json.path("type").asText()) {
            case "text" -> {
                begun.put("text", "");
                if (json.path("citations") instanceof ArrayNode) {
                    begun.putArray("citations");
                }
            }
            case "thinking" -> begun.put("thinking", "").put("signature", "");
            case "tool_use", "server_tool_use", "mcp_tool_use" -> begun.putObject("input");
            default -> {}
        }
        add(frame("content_block_start").set("content_block", begun));
        deltas(block);
        if (block.isFinished()) {
            add(frame("content_block_stop"));
        }
        index++;
    }

    private void deltas(Block block) {
        ObjectNode json = block.json();
        switch (json.path("type").asText()) {
            case "text" -> {
                texts("text_delta", "text", json.path("text").asText());
                json.path("citations")
                        .forEach(c -> delta(event("citations_delta").set("citation", c)));
            }
            case "thinking" -> {
                texts("thinking_delta", "thinking", json.path("thinking").asText());
                signature(json.path("signature").asText());
            }
            case "tool_use", "server_tool_use", "mcp_tool_use" ->
                texts("input_json_delta", "partial_json", input(block));
            default -> {}
        }
        if (block.hasUnknownDeltas()) {
            delta(event("unknown_delta"));
        }
    }

    private void signature(String signature) {
        if (!signature.isEmpty()) {
            delta(event("signature_delta").put("signature", signature));
        }
    }

    /** An input of which nothing has come yet stands in its block as an empty object. */
    private static String input(Block block) {
        JsonNode input = block.json().path("input");
        if (!block.inputJson().isEmpty()) {
            return block.inputJson();
        }
        boolean nothingYet = input.isEmpty() && !block.isFinished();
        return nothingYet || !input.isObject()
                ? ""
                : BlockView.invalidInput(input).orElseGet(() -> text(input));
    }

    private void texts(String type, String field, String text) {
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + LONGEST_DELTA);
            to = to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
            delta(event(type).put(field, text.substring(from, to)));
            from = to;
        }
    }

    private void delta(JsonNode delta) {
        add(frame("content_block_delta").set("delta", delta));
    }

    private ObjectNode frame(String type) {
        return event(type).put("index", index);
    }

    private static ObjectNode event(String type) {
        return Json.emptyObject().put("type", type);
    }

    private void add(JsonNode event) {
        frames.append("event: ")
                .append(event.path("type").asText())
                .append("\ndata: ")
                .append(text(event))
                .append("\n\n");
    }

    private static String text(JsonNode json) {
        try {
            return Json.MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was received cannot be written", e);
        }
    }
}
