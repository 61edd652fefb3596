package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Marks in a request where its prompt agrees with earlier ones, for the API to read that from its cache. The API marks the end of a
 * request by itself (the top-level {@code cache_control}), but looks back from a mark by no more than 20 blocks: behind an answer with
 * many calls it would find nothing. So the system prompt is marked too, which other sessions share, and the ends of the last turns
 * of the user's, which is where earlier requests ended. A request may have four marks (Messages API, "Prompt caching").
 *
 * <pre>{@code
 * MessageStream.open(client, RawMessages.params(CacheBreakpoints.in(request)));
 * }</pre>
 */
public final class CacheBreakpoints {

    private static final String FIELD = "cache_control";
    private static final String MESSAGES = "messages";
    private static final String CONTENT = "content";

    /** Besides that of the system prompt, and that of the API's own. */
    private static final int TURNS = 2;

    private CacheBreakpoints() {}

    /**
     * The request with marks; one that has no {@code cache_control} is not to be cached and stays as it is.
     *
     * @param request the body of a request; it is not changed, but shares what is not marked with what is returned
     */
    public static ObjectNode in(ObjectNode request) {
        JsonNode control = request.path(FIELD);
        if (!control.isObject()) {
            return request;
        }
        ObjectNode marked = JsonNodeFactory.instance.objectNode().setAll(request);
        String system = request.path("system").asText();
        if (!system.isBlank()) {
            marked.putArray("system").add(MessageJson.text(system).set(FIELD, control));
        }
        if (request.path(MESSAGES) instanceof ArrayNode messages) {
            marked.set(MESSAGES, turnsMarked(messages, control));
        }
        return marked;
    }

    private static ArrayNode turnsMarked(ArrayNode messages, JsonNode control) {
        List<JsonNode> all = new ArrayList<>();
        messages.forEach(all::add);
        int left = TURNS;
        for (int at = all.size() - 2; at >= 0 && left > 0; at--) {
            if (isMarkable(all.get(at))) {
                all.set(at, marked(all.get(at), control));
                left--;
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    private static boolean isMarkable(JsonNode message) {
        JsonNode last = message.path(CONTENT).path(message.path(CONTENT).size() - 1);
        boolean empty = MessageJson.isText(last) && last.path("text").asText().isBlank();
        return message.path("role").asText().equals("user") && last.isObject() && !empty;
    }

    private static ObjectNode marked(JsonNode message, JsonNode control) {
        ArrayNode content = JsonNodeFactory.instance.arrayNode();
        message.path(CONTENT).forEach(content::add);
        int last = content.size() - 1;
        content.set(last, ((ObjectNode) content.get(last).deepCopy()).set(FIELD, control));
        return MessageJson.message("user", content);
    }
}
