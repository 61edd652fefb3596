package dev.perennial.simulator.internal.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.util.List;

/** A model as {@code /v1/models} tells it; the field names are those of the SDK's {@code ModelInfo}. */
public final class ModelJson {

    private static final List<String> THINKING = List.of("adaptive", "between_tools", "disabled", "enabled");
    private static final List<String> EDITS =
            List.of("clear_thinking_20251015", "clear_tool_uses_20250919", "compact_20260112");
    private static final List<String> EVERY_MODEL =
            List.of("batch", "citations", "code_execution", "image_input", "pdf_input", "structured_outputs");

    private ModelJson() {}

    /** The JSON of the model. */
    public static ObjectNode of(ModelFacts model) {
        ObjectNode json = Json.object()
                .put("type", "model")
                .put("id", model.id())
                .put("display_name", model.displayName())
                .put("created_at", model.createdAt())
                .put("max_input_tokens", model.maxInputTokens())
                .put("max_tokens", model.maxOutputTokens())
                .put("lifecycle", model.retiresAt().isPresent() ? "deprecated" : "active")
                .put("retires_at", model.retiresAt().orElse(null))
                .putNull("deprecated_at")
                .putNull("line");
        json.set("capabilities", capabilities(model));
        return json;
    }

    private static ObjectNode capabilities(ModelFacts model) {
        ObjectNode json = Json.object();
        EVERY_MODEL.forEach(c -> json.set(c, supported(true)));
        json.set("thinking", thinking(model));
        json.set(
                "effort", choices(Efforts.ALL, model.efforts(), !model.efforts().isEmpty()));
        json.set("context_management", choices(EDITS, EDITS, true));
        json.set(
                "server_tools",
                choices(List.of("code_execution", "web_search"), List.of("code_execution", "web_search"), true));
        ObjectNode compaction = supported(true);
        compaction.set("summarize", supported(true));
        json.set("compaction", compaction);
        return json;
    }

    private static ObjectNode thinking(ModelFacts model) {
        ObjectNode types = Json.object();
        THINKING.forEach(t -> types.set(t, supported(model.thinkingTypes().contains(t))));
        ObjectNode thinking = supported(true);
        thinking.set("types", types);
        return thinking;
    }

    private static ObjectNode choices(List<String> names, List<String> available, boolean any) {
        ObjectNode json = supported(any);
        names.forEach(n -> json.set(n, supported(available.contains(n))));
        return json;
    }

    private static ObjectNode supported(boolean supported) {
        return Json.object().put("supported", supported);
    }
}
