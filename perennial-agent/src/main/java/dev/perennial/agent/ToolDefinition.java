package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A tool as the API is told of it.
 *
 * <pre>{@code
 * ToolDefinition.own("read_file", "Reads a file.").withRequired("path", "string", "Which file.")
 * }</pre>
 *
 * @param name the name under which the model calls it
 * @param json the element of the request's {@code tools} array; not to be changed
 */
public record ToolDefinition(String name, ObjectNode json) {

    private static final String SCHEMA = "input_schema";
    private static final String FIELDS = "properties";

    public ToolDefinition {
        requireNonNull(name, "name");
        requireNonNull(json, "json");
    }

    /** A tool whose form Anthropic has defined, for example {@code bash_20250124} with the name {@code bash}. */
    public static ToolDefinition anthropic(String type, String name) {
        return new ToolDefinition(
                name, JsonNodeFactory.instance.objectNode().put("type", type).put("name", name));
    }

    /** A tool of one's own, described in words; as yet without input. */
    public static ToolDefinition own(String name, String description) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("name", name).put("description", description);
        json.putObject(SCHEMA).put("type", "object").putObject(FIELDS);
        return new ToolDefinition(name, json);
    }

    /**
     * The same with a field of the input that may be left out.
     *
     * @param type as JSON Schema has it, for example {@code string}
     * @param description tells the model what it is for
     */
    public ToolDefinition with(String field, String type, String description) {
        return with(
                field, JsonNodeFactory.instance.objectNode().put("type", type).put("description", description));
    }

    /** The same with a field of the input that may be left out, as a JSON Schema. */
    public ToolDefinition with(String field, ObjectNode schema) {
        ObjectNode copy = json.deepCopy();
        copy.withObject(SCHEMA).withObject(FIELDS).set(field, schema.deepCopy());
        return new ToolDefinition(name, copy);
    }

    /** The same with a field of the input that must be there. */
    public ToolDefinition withRequired(String field, String type, String description) {
        ObjectNode copy = with(field, type, description).json();
        copy.withObject(SCHEMA).withArray("required").add(field);
        return new ToolDefinition(name, copy);
    }
}
