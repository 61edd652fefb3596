package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.assume.Assumptions;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.ModelFacts;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A request for a message, or for the count of its tokens, whose shape is right and whose model is known.
 *
 * @param request what was asked
 * @param model the facts of its model
 * @param messages the messages, at least one
 * @param inputTokens the tokens of its input
 * @param prefix the conversation as thinking is bound to it
 * @param signatures signs the thinking of the answer, and recognises what comes back
 */
public record MessagesCall(
        Request request,
        ModelFacts model,
        List<JsonNode> messages,
        int inputTokens,
        Prefix prefix,
        Signatures signatures) {

    /**
     * A request before its model is known.
     *
     * @param body the body as it was sent
     * @param head the headers that matter
     * @param countOnly whether only the count was asked for
     * @param assumptions the answers to open questions
     */
    public record Request(ObjectNode body, RequestHead head, boolean countOnly, Assumptions assumptions) {}

    public MessagesCall {
        messages = List.copyOf(messages);
    }

    /** Reads the conversation of a request and counts it. */
    public static MessagesCall of(Request request, ModelFacts model, Signatures signatures) {
        ObjectNode body = request.body();
        Prefix prefix = Prefix.of(body);
        return new MessagesCall(
                request,
                model,
                Json.elements(body.path("messages")),
                InputTokens.count(body, model),
                prefix,
                signatures.of(model, prefix));
    }

    /** The body as it was sent. */
    public ObjectNode body() {
        return request.body();
    }

    /** The headers that matter. */
    public RequestHead head() {
        return request.head();
    }

    /** Whether only the count was asked for. */
    public boolean countOnly() {
        return request.countOnly();
    }

    /** The answers to open questions. */
    public Assumptions assumptions() {
        return request.assumptions();
    }

    /** The content of a message as blocks; a plain string is one text block. */
    public static List<JsonNode> blocks(JsonNode message) {
        JsonNode content = message.path("content");
        return content.isTextual()
                ? List.of(Json.object().put("type", "text").put("text", content.asText()))
                : Json.elements(content);
    }

    /** The blocks of one message with their places. */
    public List<Located> located(int message) {
        JsonNode from = messages.get(message);
        List<JsonNode> blocks = blocks(from);
        String role = from.path("role").asText();
        return IntStream.range(0, blocks.size())
                .mapToObj(i -> new Located(message, i, role, blocks.get(i)))
                .toList();
    }

    /** The blocks of all messages with their places. */
    public List<Located> located() {
        return IntStream.range(0, messages.size())
                .boxed()
                .flatMap(i -> located(i).stream())
                .toList();
    }

    /** The messages as the API joins them. */
    public List<Turn> turns() {
        return Turn.of(this);
    }

    /** Whether and how the model thinks. */
    public ThinkingMode thinking() {
        return ThinkingMode.of(body().path("thinking"), model);
    }

    /** Whether a stream was asked for. */
    public boolean stream() {
        return body().path("stream").asBoolean(false);
    }

    /** The greatest number of tokens of the answer; 0 only warms the cache. */
    public int maxTokens() {
        return body().path("max_tokens").asInt();
    }

    List<String> stopSequences() {
        return Json.elements(body().path("stop_sequences")).stream()
                .map(JsonNode::asText)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
