package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of a conversation as raw JSON. They only grow: what was sent once never changes, because the prompt cache and
 * the signatures of thinking are bound to the exact bytes. Messages here are not changed in place, so they may be shared.
 */
final class History {

    private final List<ObjectNode> messages = new ArrayList<>();

    History(List<ObjectNode> earlier) {
        earlier.forEach(message -> messages.add(message.deepCopy()));
    }

    ArrayNode messages() {
        return Json.MAPPER.createArrayNode().addAll(messages);
    }

    int size() {
        return messages.size();
    }

    /** Forgets what came after the first {@code size} messages. */
    void backTo(List<ObjectNode> earlier) {
        messages.clear();
        messages.addAll(earlier);
    }

    List<ObjectNode> copy() {
        return List.copyOf(messages);
    }

    void user(String text) {
        append("user", List.of(Json.emptyObject().put("type", "text").put("text", text)));
    }

    void results(ArrayNode results) {
        append("user", blocks(results));
    }

    /** Takes an answer as it came, but for what the API would refuse: blank text, and thinking without signature. */
    void answer(JsonNode content) {
        List<ObjectNode> sendable =
                blocks(content).stream().filter(ContentBlocks::canBeSentBack).toList();
        if (!sendable.isEmpty()) {
            append("assistant", sendable);
        }
    }

    /** Takes what can be sent back of an answer that broke, which thinking alone cannot; whether there was something. */
    boolean partial(PartialMessage partial) {
        JsonNode content = partial.message().path("content");
        List<ObjectNode> kept = new ArrayList<>();
        for (int place = 0; place < content.size(); place++) {
            JsonNode block = content.get(place);
            boolean cut = partial.unfinished().contains(place) && !isText(block);
            boolean open = ContentBlocks.isCall(block) && !ContentBlocks.isAnswered(block, content);
            if (!cut && !open && ContentBlocks.canBeSentBack(block)) {
                kept.add((ObjectNode) block);
            }
        }
        while (!kept.isEmpty() && isThinking(kept.getLast())) {
            kept.removeLast();
        }
        if (!kept.isEmpty()) {
            append("assistant", kept);
        }
        return !kept.isEmpty();
    }

    boolean endsWithAnswer() {
        return !messages.isEmpty() && role(messages.getLast()).equals("assistant");
    }

    /** The calls of the last answer, each id once, in their order. */
    List<JsonNode> openCalls() {
        Map<String, JsonNode> calls = new LinkedHashMap<>();
        if (endsWithAnswer()) {
            messages.getLast().path("content").forEach(block -> {
                if (type(block).equals("tool_use")) {
                    calls.putIfAbsent(block.path("id").asText(), block);
                }
            });
        }
        return List.copyOf(calls.values());
    }

    /** The last block of the last answer, if it is a call. */
    Optional<JsonNode> lastCall() {
        JsonNode content = messages.getLast().path("content");
        return Optional.ofNullable(content.get(content.size() - 1)).filter(b -> type(b).equals("tool_use"));
    }

    /** Roles take turns: what follows a message of the same role belongs to it. */
    private void append(String role, List<ObjectNode> blocks) {
        ArrayNode content = Json.MAPPER.createArrayNode();
        if (!messages.isEmpty() && role(messages.getLast()).equals(role)) {
            content.addAll(contentOf(messages.removeLast()));
        }
        ObjectNode message = Json.emptyObject().put("role", role);
        message.set("content", content.addAll(blocks));
        messages.add(message);
    }

    /** A message that was restored may have a plain text. */
    private static List<ObjectNode> contentOf(ObjectNode message) {
        JsonNode content = message.path("content");
        return content.isTextual()
                ? List.of(Json.emptyObject().put("type", "text").put("text", content.asText()))
                : blocks(content);
    }

    private static List<ObjectNode> blocks(JsonNode content) {
        List<ObjectNode> blocks = new ArrayList<>();
        content.forEach(block -> blocks.add((ObjectNode) block));
        return blocks;
    }

    private static boolean isText(JsonNode block) {
        return type(block).equals("text");
    }

    private static boolean isThinking(JsonNode block) {
        return type(block).equals("thinking") || type(block).equals("redacted_thinking");
    }

    private static String role(JsonNode message) {
        return message.path("role").asText();
    }

    private static String type(JsonNode block) {
        return block.path("type").asText();
    }
}
