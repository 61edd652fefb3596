package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.facts.Efforts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a body have the types that the SDK's {@code MessageCreateParams} give them. */
final class FieldTypesCheck implements Check<BodyShape> {

    private static final Map<String, InputType> TYPES = Map.ofEntries(
            Map.entry("stream", InputType.BOOLEAN),
            Map.entry("stop_sequences", InputType.LIST),
            Map.entry("metadata", InputType.DICTIONARY),
            Map.entry("tools", InputType.LIST),
            Map.entry("tool_choice", InputType.DICTIONARY),
            Map.entry("thinking", InputType.DICTIONARY),
            Map.entry("output_config", InputType.DICTIONARY),
            Map.entry("service_tier", InputType.STRING),
            Map.entry("speed", InputType.STRING),
            Map.entry("inference_geo", InputType.STRING),
            Map.entry("mcp_servers", InputType.LIST),
            Map.entry("context_management", InputType.DICTIONARY),
            Map.entry("temperature", InputType.NUMBER),
            Map.entry("top_p", InputType.NUMBER),
            Map.entry("top_k", InputType.INTEGER));

    private static final List<String> TIERS = List.of("auto", "standard_only");
    private static final List<String> SPEEDS = List.of("standard", "fast");

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        return shape.body().properties().stream()
                .flatMap(p -> type(p.getKey(), p.getValue()).stream())
                .findFirst()
                .or(() -> InputType.STRING.optional(
                        "metadata.user_id", shape.field("metadata").path("user_id")))
                .or(() -> InputType.optionalChoice("service_tier", shape.field("service_tier"), TIERS))
                .or(() -> InputType.optionalChoice("speed", shape.field("speed"), SPEEDS))
                .or(() -> InputType.optionalChoice("output_config.effort", outputConfig(shape, "effort"), Efforts.ALL))
                .or(() -> format(outputConfig(shape, "format")))
                .or(() -> taskBudget(shape))
                .or(() -> stopSequences(shape.field("stop_sequences")));
    }

    private static Optional<ApiError> type(String field, JsonNode value) {
        return Optional.ofNullable(TYPES.get(field)).flatMap(type -> type.optional(field, value));
    }

    private static JsonNode outputConfig(BodyShape shape, String field) {
        return shape.field("output_config").path(field);
    }

    private static Optional<ApiError> format(JsonNode format) {
        String at = "output_config.format";
        return InputType.absent(format)
                ? Optional.empty()
                : InputType.tag(at, format, List.of("json_schema"))
                        .or(() -> InputType.DICTIONARY.required(at + ".json_schema.schema", format.path("schema")));
    }

    /** It needs its header (platform.claude.com, "Task budgets"). */
    private static Optional<ApiError> taskBudget(BodyShape shape) {
        return Check.invalidIf(
                !InputType.absent(outputConfig(shape, "task_budget"))
                        && !shape.head().hasAny("task-budgets-"),
                "output_config.task_budget: Extra inputs are not permitted");
    }

    private static Optional<ApiError> stopSequences(JsonNode sequences) {
        return Check.each("stop_sequences", sequences, InputType.STRING::required)
                .or(() -> Check.each(
                        "stop_sequences",
                        sequences,
                        (at, sequence) -> Check.invalidIf(
                                sequence.asText().isBlank(),
                                "stop_sequences: each stop sequence must contain non-whitespace")));
    }
}
