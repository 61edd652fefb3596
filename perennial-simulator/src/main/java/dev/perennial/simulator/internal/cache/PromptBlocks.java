package dev.perennial.simulator.internal.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.message.MessagesCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request as the one sequence of blocks that the cache sees: tools, then system, then messages. */
final class PromptBlocks {

    /** A part of a prompt that a cache entry can end with. */
    private record Place(JsonNode block, String context, int tools, int system, int messages, int ofMessage) {}

    private final ObjectNode body;
    private final List<Place> places = new ArrayList<>();

    PromptBlocks(ObjectNode body) {
        this.body = body;
        List<JsonNode> tools = Json.elements(body.path("tools"));
        List<JsonNode> system = blocks(body.path("system"));
        for (int i = 0; i < tools.size(); i++) {
            places.add(new Place(tools.get(i), "tool", i + 1, 0, 0, 0));
        }
        for (int i = 0; i < system.size(); i++) {
            places.add(new Place(system.get(i), "system", tools.size(), i + 1, 0, 0));
        }
        addMessages(tools.size(), system.size());
    }

    private void addMessages(int tools, int system) {
        List<JsonNode> messages = Json.elements(body.path("messages"));
        for (int m = 0; m < messages.size(); m++) {
            List<JsonNode> content = MessagesCall.blocks(messages.get(m));
            String context = context(messages.get(m), m);
            for (int b = 0; b < content.size(); b++) {
                places.add(new Place(content.get(b), context + b, tools, system, m, b + 1));
            }
        }
    }

    /** These parameters change what messages mean, so their caches differ (platform.claude.com, "Prompt caching"). */
    private String context(JsonNode message, int index) {
        return "message " + index + message.path("role") + body.path("tool_choice") + body.path("thinking");
    }

    private static List<JsonNode> blocks(JsonNode content) {
        return content.isTextual()
                ? List.of(Json.object().put("type", "text").put("text", content.asText()))
                : Json.elements(content);
    }

    int size() {
        return places.size();
    }

    JsonNode block(int index) {
        return places.get(index).block();
    }

    /** All that makes this block what it is, cache marks left out. */
    String identity(int index) {
        Place place = places.get(index);
        return place.context() + Json.write(withoutMarks(place.block()));
    }

    /** The mark of this block, or of a block in it. */
    Optional<JsonNode> mark(int index) {
        return mark(block(index));
    }

    private static Optional<JsonNode> mark(JsonNode block) {
        if (block.path("cache_control").isObject()) {
            return Optional.of(block.path("cache_control"));
        }
        Optional<JsonNode> last = Optional.empty();
        for (JsonNode inner : Json.elements(block.path("content"))) {
            Optional<JsonNode> mark = mark(inner);
            last = mark.isPresent() ? mark : last;
        }
        return last;
    }

    private static JsonNode withoutMarks(JsonNode block) {
        if (mark(block).isEmpty()) {
            return block;
        }
        JsonNode copy = block.deepCopy();
        copy.findParents("cache_control").forEach(p -> ((ObjectNode) p).remove("cache_control"));
        return copy;
    }

    /** The request as if nothing came after this block. */
    ObjectNode upTo(int index) {
        Place place = places.get(index);
        ObjectNode part = Json.object();
        part.set("tools", first(body.path("tools"), place.tools()));
        part.set("system", system(place.system()));
        part.set("messages", messages(place));
        return part;
    }

    private JsonNode system(int blocks) {
        JsonNode system = body.path("system");
        return system.isTextual() && blocks > 0 ? system : first(system, blocks);
    }

    private ArrayNode messages(Place place) {
        ArrayNode part = first(body.path("messages"), place.messages());
        if (place.ofMessage() > 0) {
            JsonNode message = body.path("messages").path(place.messages());
            ObjectNode cut = Json.object().put("role", message.path("role").asText());
            JsonNode content = message.path("content");
            cut.set("content", content.isTextual() ? content : first(content, place.ofMessage()));
            part.add(cut);
        }
        return part;
    }

    private static ArrayNode first(JsonNode array, int count) {
        ArrayNode part = Json.array();
        Json.elements(array).stream().limit(count).forEach(part::add);
        return part;
    }
}
