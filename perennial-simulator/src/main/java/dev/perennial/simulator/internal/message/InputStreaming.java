package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.util.List;

/** How the input of a tool call is streamed (platform.claude.com, "Fine-grained tool streaming", "Computer use tool"). */
enum InputStreaming {
    /** One complete key and value at a time, then in chunks. */
    BUFFERED,
    /** As it is written. */
    FINE_GRAINED,
    /** In one delta: members of toolsets. */
    WHOLE;

    /** What the legacy beta header says for tools that do not say anything themselves. */
    static final String LEGACY_HEADER = "fine-grained-tool-streaming-2025-05-14";

    private static final String FIELD = "eager_input_streaming";

    /** How the call is streamed in the answer to this request. */
    static InputStreaming of(ObjectNode call, JsonNode request, List<String> betas) {
        if (call.hasNonNull("toolset_name")) {
            return WHOLE;
        }
        boolean eager =
                definition(request, call.path("name").asText()).path(FIELD).asBoolean(betas.contains(LEGACY_HEADER));
        return eager && Json.type(call).equals("tool_use") ? FINE_GRAINED : BUFFERED;
    }

    private static JsonNode definition(JsonNode request, String name) {
        return Json.elements(request.path("tools")).stream()
                .filter(t -> t.path("name").asText().equals(name))
                .findFirst()
                .orElseGet(Json::object);
    }
}
