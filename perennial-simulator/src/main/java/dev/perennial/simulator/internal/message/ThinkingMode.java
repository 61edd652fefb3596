package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.internal.facts.ModelFacts;

/**
 * Whether a request has the model think, and whether it is shown (platform.claude.com, "Extended thinking", "Models
 * overview").
 *
 * @param type the value of {@code thinking.type}, or the model's default
 * @param asked whether the request says so itself
 * @param shown whether the text of the thinking is sent
 */
public record ThinkingMode(String type, boolean asked, boolean shown) {

    static ThinkingMode of(JsonNode thinking, ModelFacts model) {
        String type = thinking.path("type").asText(model.thinksByDefault() ? "adaptive" : "disabled");
        String display = thinking.path("display").asText(model.showsThinking() ? "summarized" : "omitted");
        return new ThinkingMode(type, thinking.hasNonNull("type"), !display.equals("omitted"));
    }

    /** Whether the model thinks. */
    public boolean on() {
        return !type.equals("disabled");
    }

    /** Whether the request itself turned thinking on. */
    public boolean askedFor() {
        return asked && on();
    }

    /** Whether the request set a budget for thinking, the manual mode of older models. */
    public boolean manual() {
        return type.equals("enabled");
    }
}
