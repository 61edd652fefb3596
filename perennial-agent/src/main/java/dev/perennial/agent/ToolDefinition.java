package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tool as the API is told of it.
 *
 * @param name the name under which the model calls it
 * @param json the element of the request's {@code tools} array; not to be changed
 */
public record ToolDefinition(String name, ObjectNode json) {

    public ToolDefinition {
        requireNonNull(name, "name");
        requireNonNull(json, "json");
    }

    /** A tool whose form Anthropic has defined, for example {@code bash_20250124} with the name {@code bash}. */
    public static ToolDefinition anthropic(String type, String name) {
        return new ToolDefinition(
                name, JsonNodeFactory.instance.objectNode().put("type", type).put("name", name));
    }
}
