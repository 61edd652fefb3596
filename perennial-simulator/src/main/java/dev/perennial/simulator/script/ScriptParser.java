package dev.perennial.simulator.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.internal.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a script; its complaints name the entry, counted from 1, the field and the way out. */
final class ScriptParser {

    private static final Set<String> FIELDS = Set.of("content", "stop_reason", "extras", "when", "error");
    private static final Set<String> ERROR_FIELDS = Set.of("status", "type", "message");

    private final String name;

    ScriptParser(String name) {
        this.name = name;
    }

    List<ScriptEntry> parse(byte[] json) {
        JsonNode script = read(json);
        if (!script.isArray()) {
            throw new ScriptException(name + ": a script is a JSON array with one entry for each reply.");
        }
        List<ScriptEntry> entries = new ArrayList<>();
        for (JsonNode entry : script) {
            entries.add(entry(name + ", entry " + (entries.size() + 1), entry));
        }
        return entries;
    }

    private JsonNode read(byte[] json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new ScriptException(
                    name + ", line " + e.getLocation().getLineNr() + ": no valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static ScriptEntry entry(String at, JsonNode entry) {
        if (entry.isTextual()) {
            return new ScriptEntry(
                    Condition.ALWAYS, new ScriptEntry.Outcome.Say(Reply.text(nonEmpty(at, entry.asText()))));
        }
        requireFields(at, entry, FIELDS);
        return new ScriptEntry(condition(at + ", when", entry.path("when")), outcome(at, entry));
    }

    private static ScriptEntry.Outcome outcome(String at, JsonNode entry) {
        if (entry.has("error") == entry.has("content")) {
            throw new ScriptException(at + ": give it either `content` or `error`.");
        }
        return entry.has("error")
                ? new ScriptEntry.Outcome.Refuse(error(at + ", error", entry.path("error")))
                : new ScriptEntry.Outcome.Say(reply(at, entry));
    }

    private static Reply reply(String at, JsonNode entry) {
        Reply plain = Reply.of(blocks(at + ", content", entry.path("content")).toArray(ObjectNode[]::new));
        String stopReason =
                entry.has("stop_reason") ? text(at + ", stop_reason", entry.path("stop_reason")) : plain.stopReason();
        ObjectNode extras = entry.has("extras") ? object(at + ", extras", entry.path("extras")) : Json.object();
        return new Reply(plain.content(), stopReason, extras);
    }

    private static List<ObjectNode> blocks(String at, JsonNode content) {
        if (content.isTextual()) {
            return List.of(Reply.textBlock(nonEmpty(at, content.asText())));
        }
        if (!content.isArray()) {
            throw new ScriptException(at + ": has to be a string or an array of strings and content blocks.");
        }
        List<ObjectNode> blocks = new ArrayList<>();
        if (content.isEmpty()) {
            throw new ScriptException(at + ": must not be empty; give it at least one content block.");
        }
        for (JsonNode block : content) {
            blocks.add(block(at + ", block " + (blocks.size() + 1), block));
        }
        return blocks;
    }

    private static ObjectNode block(String at, JsonNode block) {
        if (block.isTextual()) {
            return Reply.textBlock(nonEmpty(at, block.asText()));
        }
        ObjectNode object = object(at, block);
        String type = text(at + ", type", object.path("type"));
        if (type.endsWith("tool_use")) {
            nonEmpty(at + ", name", text(at + ", name", object.path("name")));
            object(at + ", input", object.path("input"));
        }
        return object;
    }

    private static ApiError error(String at, JsonNode error) {
        requireFields(at, error, ERROR_FIELDS);
        int status = error.path("status").asInt();
        if (status < 400 || status > 599) {
            throw new ScriptException(at + ", status: has to be a number from 400 to 599.");
        }
        return new ApiError(
                status, text(at + ", type", error.path("type")), text(at + ", message", error.path("message")));
    }

    private static Condition condition(String at, JsonNode when) {
        if (when.isMissingNode()) {
            return Condition.ALWAYS;
        }
        requireFields(at, when, Condition.PARTS);
        Map<String, String> parts = new LinkedHashMap<>();
        when.properties().forEach(p -> parts.put(p.getKey(), text(at + ", " + p.getKey(), p.getValue())));
        return new Condition(parts);
    }

    private static void requireFields(String at, JsonNode object, Set<String> allowed) {
        for (Map.Entry<String, JsonNode> field : object(at, object).properties()) {
            if (!allowed.contains(field.getKey())) {
                throw new ScriptException(at + ": unknown field `" + field.getKey() + "`; it may have "
                        + String.join(", ", new TreeSet<>(allowed)) + ".");
            }
        }
    }

    private static ObjectNode object(String at, JsonNode node) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new ScriptException(at + ": has to be an object, is " + describe(node) + ".");
    }

    private static String text(String at, JsonNode node) {
        if (node.isTextual()) {
            return node.asText();
        }
        throw new ScriptException(at + ": has to be a string, is " + describe(node) + ".");
    }

    private static String nonEmpty(String at, String text) {
        if (text.isEmpty()) {
            throw new ScriptException(at + ": must not be empty; the API never sends an empty text.");
        }
        return text;
    }

    private static String describe(JsonNode node) {
        return node.isMissingNode() ? "missing" : node.toString();
    }
}
