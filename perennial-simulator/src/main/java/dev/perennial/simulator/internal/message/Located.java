package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.Json;

/**
 * A content block and where it stands.
 *
 * @param message the index of its message
 * @param index its index in the content
 * @param role the role of its message
 * @param block the block
 */
public record Located(int message, int index, String role, JsonNode block) {

    /** The place as the API names it, such as {@code messages.1.content.0}. */
    public String path() {
        return "messages." + message + ".content." + index;
    }

    /** The {@code type} of the block. */
    public String type() {
        return Json.type(block);
    }

    /** Whether it is thinking, readable or not. */
    public boolean isThinking() {
        return type().equals("thinking") || type().equals("redacted_thinking");
    }
}
