package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the calls of an answer side by side; each gets exactly one result, in the order of the calls, whatever happens. */
final class ToolCalls {

    private static final String CUT =
            "The output limit cut off the input of this call, so it was not run. Make the call again in smaller pieces.";
    private static final String RETURNED_NULL = "The call failed: its function returned null instead of a text.";
    private static final String STOPPED =
            "The program was stopped while this call was running; what it had done until then may have taken effect.";

    private final Map<String, ToolFunction> tools = new LinkedHashMap<>();

    ToolCalls(List<ToolFunction> functions) {
        functions.forEach(function -> {
            if (tools.put(function.name(), function) != null) {
                throw new IllegalArgumentException("there are two tools with the name `" + function.name() + "`");
            }
        });
    }

    ArrayNode definitions() {
        ArrayNode definitions = Json.MAPPER.createArrayNode();
        tools.values().forEach(tool -> definitions.add(tool.definition()));
        return definitions;
    }

    /**
     * Runs calls. An interrupt of the thread stops them, and is there again afterwards.
     *
     * @param calls {@code tool_use} blocks, each id once
     * @param cut the call whose input was cut off, which is not run
     * @return the {@code tool_result} blocks
     */
    ArrayNode run(List<JsonNode> calls, Optional<JsonNode> cut) {
        Map<JsonNode, ObjectNode> results = new ConcurrentHashMap<>();
        List<JsonNode> whole =
                calls.stream().filter(call -> !cut.equals(Optional.of(call))).toList();
        try {
            InParallel.atMost(Math.max(1, whole.size())).orFirstError(whole, call -> results.put(call, run(call)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        ArrayNode all = Json.MAPPER.createArrayNode();
        calls.forEach(call -> all.add(
                cut.equals(Optional.of(call)) ? error(call, CUT) : results.getOrDefault(call, error(call, STOPPED))));
        return all;
    }

    /** The results of calls that are not run, since the answer ended for another reason. */
    ArrayNode leave(List<JsonNode> calls, String stopReason) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        calls.forEach(call -> all.add(error(
                call,
                "This call was not run, because the answer did not end with `tool_use` but with `" + stopReason
                        + "`.")));
        return all;
    }

    /** Also an error such as a stack overflow is the function's, not the conversation's. */
    private ObjectNode run(JsonNode call) {
        ToolFunction tool = tools.get(call.path("name").asText());
        if (tool == null) {
            return error(
                    call,
                    "There is no tool `" + call.path("name").asText() + "`; there is: "
                            + String.join(", ", tools.keySet()) + ".");
        }
        if (call.path("input").has(MessageEvent.BlockFinished.INVALID_JSON)) {
            return error(call, "The input of this call is not a JSON object, so it was not run: make it again.");
        }
        try {
            String said = tool.call(call.path("input"));
            return said == null ? error(call, RETURNED_NULL) : result(call, said);
        } catch (InterruptedException stopped) {
            return error(call, STOPPED);
        } catch (Exception | Error failure) {
            String why = failure.getMessage();
            return error(
                    call,
                    "The call failed: " + (why == null ? failure.getClass().getSimpleName() : why));
        }
    }

    private static ObjectNode result(JsonNode call, String text) {
        ObjectNode result = Json.emptyObject()
                .put("type", "tool_result")
                .put("tool_use_id", call.path("id").asText());
        if (!text.isBlank()) {
            result.put("content", text); // the API refuses text without a visible character
        }
        return result;
    }

    private static ObjectNode error(JsonNode call, String why) {
        return result(call, why).put("is_error", true);
    }
}
