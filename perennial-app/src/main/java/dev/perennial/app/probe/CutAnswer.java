package dev.perennial.app.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An answer whose last text can be shown in part.
 *
 * @param task the user message that it answers
 * @param before the blocks before that text, thinking most often
 * @param text the text
 */
record CutAnswer(ObjectNode task, ArrayNode before, String text) {

    /** Reads an answer; empty if it does not end with text. */
    static Optional<CutAnswer> of(ObjectNode task, JsonNode answer) {
        ArrayNode before = JsonNodeFactory.instance.arrayNode();
        JsonNode content = answer.path("content");
        for (int i = 0; i < content.size() - 1; i++) {
            before.add(content.get(i));
        }
        JsonNode last = content.path(content.size() - 1);
        return last.path("type").asText().equals("text")
                ? Optional.of(new CutAnswer(task, before, last.path("text").asText()))
                : Optional.empty();
    }

    /** The conversation in which a user asks for the rest of what is shown. */
    String askedFor(String shown, String request) {
        ObjectNode text =
                JsonNodeFactory.instance.objectNode().put("type", "text").put("text", shown);
        ObjectNode turn = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        turn.set("content", before.deepCopy().add(text));
        return JsonNodeFactory.instance
                .arrayNode()
                .add(task)
                .add(turn)
                .add(Thought.user(request))
                .toString();
    }
}
