package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One {@code tool_use} block that asks to be run.
 *
 * @param id the id that the result has to name
 * @param name the tool's name
 * @param input the input as the model wrote it: an object if the model kept to the form, but possibly anything
 */
public record ToolCall(String id, String name, JsonNode input) {

    public ToolCall {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
        requireNonNull(input, "input");
    }
}
