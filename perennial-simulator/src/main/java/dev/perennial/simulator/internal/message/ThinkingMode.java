package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.facts.ModelFacts;

/**
 * Whether a request has the model think, and whether it is shown (platform.claude.com, "Extended thinking", "Models overview").
 *
 * @param on whether the model thinks
 * @param shown whether the text of the thinking is sent
 */
public record ThinkingMode(boolean on, boolean shown) {

    static ThinkingMode of(JsonNode thinking, ModelFacts model) {
        String type = thinking.path("type").asText(model.thinksByDefault() ? "adaptive" : "disabled");
        String display = thinking.path("display").asText(model.showsThinking() ? "summarized" : "omitted");
        return new ThinkingMode(!type.equals("disabled"), !display.equals("omitted"));
    }
}
