package dev.perennial.app.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An answer that begins with signed thinking and goes on with text: what the questions about interrupted answers need.
 *
 * @param question the user message that it answers
 * @param thinking the thinking block
 * @param second the thinking block behind it, if there is one
 * @param text the text
 */
record Thought(ObjectNode question, ObjectNode thinking, Optional<ObjectNode> second, String text) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PUZZLE =
            "A farmer has 17 sheep; all but 9 run away, then 5 come back and 2 of these are"
                    + " twins that each count as half. How many sheep are there? Think it through, then explain it in about"
                    + " thirty words.";
    private static final int MAX_TOKENS = 1_500;
    private static final int SHORTEST = 8;

    /** The request that has such an answer. */
    static Question question(String model) {
        ArrayNode messages = JSON.arrayNode().add(user(PUZZLE));
        return Question.of("a puzzle to think about", model, MAX_TOKENS, messages.toString());
    }

    /** Reads the answer; empty if it does not begin with thinking or has too little text to cut. */
    static Optional<Thought> of(Reaction reaction) {
        JsonNode content = reaction.body().path("content");
        String text = content.path(content.size() - 1).path("text").asText("");
        return thinking(content.path(0))
                .filter(first -> text.length() >= SHORTEST)
                .map(first -> new Thought(user(PUZZLE), first, thinking(content.path(1)), text));
    }

    private static Optional<ObjectNode> thinking(JsonNode block) {
        return block instanceof ObjectNode object && block.path("type").asText().equals("thinking")
                ? Optional.of(object)
                : Optional.empty();
    }

    /** The beginning of the text, up to the middle of a word. */
    ObjectNode cutText() {
        int end = text.length() / 2;
        while (end > 1 && !Character.isLetter(text.charAt(end - 1))) {
            end--;
        }
        return JSON.objectNode().put("type", "text").put("text", text.substring(0, end));
    }

    ObjectNode wholeText() {
        return JSON.objectNode().put("type", "text").put("text", text.strip());
    }

    /** The question, an answer of these blocks, and a request to go on. */
    String sentBack(ObjectNode question, ObjectNode... blocks) {
        ObjectNode answer = JSON.objectNode().put("role", "assistant");
        for (ObjectNode block : blocks) {
            answer.withArray("content").add(block);
        }
        return JSON.arrayNode().add(question).add(answer).add(user("Go on.")).toString();
    }

    static ObjectNode user(String text) {
        return JSON.objectNode().put("role", "user").put("content", text);
    }
}
