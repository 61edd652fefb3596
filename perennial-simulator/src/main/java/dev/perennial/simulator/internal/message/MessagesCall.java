package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.ModelFacts;
import java.util.List;

/**
 * A request for a message, or for the count of its tokens, whose shape is right and whose model is known.
 *
 * @param body the body as it was sent
 * @param model the facts of its model
 * @param inputTokens the tokens of its input
 * @param signatures signs and recognises thinking
 * @param countOnly whether only the count was asked for
 */
public record MessagesCall(
        ObjectNode body, ModelFacts model, int inputTokens, Signatures signatures, boolean countOnly) {

    /** Counts the input of a request. */
    public static MessagesCall of(ObjectNode body, ModelFacts model, Signatures signatures, boolean countOnly) {
        return new MessagesCall(body, model, InputTokens.count(body, model.tokenizer()), signatures, countOnly);
    }

    /** The messages, at least one. */
    public List<JsonNode> messages() {
        return Json.elements(body.path("messages"));
    }

    /** The content of a message as blocks; a plain string is one text block. */
    public static List<JsonNode> blocks(JsonNode message) {
        JsonNode content = message.path("content");
        return content.isTextual()
                ? List.of(Json.object().put("type", "text").put("text", content.asText()))
                : Json.elements(content);
    }

    /** Whether and how the model thinks. */
    public ThinkingMode thinking() {
        return ThinkingMode.of(body.path("thinking"), model);
    }

    /** Whether a stream was asked for. */
    public boolean stream() {
        return body.path("stream").asBoolean(false);
    }

    int maxTokens() {
        return body.path("max_tokens").asInt();
    }

    List<String> stopSequences() {
        return Json.elements(body.path("stop_sequences")).stream()
                .map(JsonNode::asText)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
