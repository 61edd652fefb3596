package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Marks in a request where its prompt agrees with earlier ones, for the API to read that from its cache. The API marks the end of a
 * request by itself (the top-level {@code cache_control}), but looks back from a mark by no more than 20 blocks: behind an answer with
 * many calls it would find nothing. So the system prompt is marked too, which other sessions share, and the ends of the last turns
 * of the user's, which is where earlier requests ended. A request may have four marks (Messages API, "Prompt caching").
 *
 * <p>Where images were left out ({@link ImagesKept}), a request agrees with the one before only up to the first of them. That place is
 * marked ahead of time: it is before the first image that still goes along.
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
        return in(request, request);
    }

    /**
     * The request with marks, of which one is where it agrees with the request before.
     *
     * @param request the body of a request; it is not changed, but shares what is not marked with what is returned
     * @param before the body of the request that was sent before, without marks
     */
    public static ObjectNode in(ObjectNode request, ObjectNode before) {
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
            marked.set(MESSAGES, turnsMarked(messages, before.path(MESSAGES), control));
        }
        return marked;
    }

    private static ArrayNode turnsMarked(ArrayNode messages, JsonNode before, JsonNode control) {
        List<JsonNode> all = new ArrayList<>();
        messages.forEach(all::add);
        for (int at : places(messages, before)) {
            all.set(at, marked(all.get(at), control));
        }
        return JsonNodeFactory.instance.arrayNode().addAll(all);
    }

    /** Where this agrees with the request before, and where it will agree with later ones even if images are left out. */
    private static Set<Integer> places(ArrayNode messages, JsonNode before) {
        Set<Integer> places = new LinkedHashSet<>();
        OptionalInt shared = turnBefore(Math.min(agreeing(messages, before), messages.size() - 1), messages);
        shared.ifPresent(places::add);
        turnBefore(firstImage(messages), messages).ifPresent(places::add);
        if (places.size() < TURNS) {
            turnBefore(shared.orElse(0), messages).ifPresent(places::add);
        }
        return places;
    }

    /** How many messages at the beginning are the same. */
    private static int agreeing(JsonNode messages, JsonNode before) {
        int most = Math.min(messages.size(), before.size());
        int same = 0;
        while (same < most && messages.path(same).equals(before.path(same))) {
            same++;
        }
        return same;
    }

    private static int firstImage(ArrayNode messages) {
        int at = 0;
        while (at < messages.size()
                && ShownImages.NONE.plus(messages.path(at).path(CONTENT)).count() == 0) {
            at++;
        }
        return at < messages.size() ? at : 0;
    }

    /** The last turn of the user's before a message. */
    private static OptionalInt turnBefore(int end, ArrayNode messages) {
        return IntStream.iterate(end - 1, at -> at >= 0, at -> at - 1)
                .filter(at -> isMarkable(messages.get(at)))
                .findFirst();
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
