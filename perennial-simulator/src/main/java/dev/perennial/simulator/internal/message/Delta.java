package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;

/**
 * One {@code content_block_delta}.
 *
 * @param json the delta
 * @param tokens how many tokens of the model's work it stands for
 */
record Delta(ObjectNode json, int tokens) {

    static Delta of(String type, String field, String value, int tokens) {
        return new Delta(Json.object().put("type", type).put(field, value), tokens);
    }
}
