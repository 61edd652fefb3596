package dev.perennial.agent.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Inputs of {@code read_output} as they are told to the model. */
final class OutputInput {

    private OutputInput() {}

    static ObjectNode from(String handle, long offset) {
        return JsonNodeFactory.instance.objectNode().put("handle", handle).put("offset", offset);
    }
}
