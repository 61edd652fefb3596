package dev.perennial.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Effort;
import dev.perennial.models.ThinkingMode;
import dev.perennial.models.TokenPrices;

/** What a model can do and costs, for programs. */
final class ModelJson {

    private ModelJson() {}

    static ObjectNode of(Capabilities model) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", model.model())
                .put("known", model.isKnown())
                .put("context_tokens", model.contextTokens())
                .put("output_tokens", model.outputTokens());
        ObjectNode thinking = json.putObject("thinking");
        model.thinking().modes().stream().sorted().map(ThinkingMode::word).forEach(thinking.putArray("modes")::add);
        thinking.put("default", model.thinking().standard().word());
        ObjectNode effort =
                json.putObject("effort").put("supported", model.effort().supported());
        model.effort().levels().stream().sorted().map(Effort::word).forEach(effort.putArray("levels")::add);
        effort.put("default", model.effort().standard().word());
        model.toolTypes().stream().sorted().forEach(json.putArray("tools")::add);
        TokenPrices prices = model.prices().standard();
        json.putObject("usd_per_million_tokens")
                .put("input", prices.input())
                .put("output", prices.output())
                .put("cache_write", prices.cacheWrite5m())
                .put("cache_read", prices.cacheRead());
        return json;
    }
}
