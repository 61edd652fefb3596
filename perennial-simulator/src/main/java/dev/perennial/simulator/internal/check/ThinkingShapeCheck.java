package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code thinking} has a known type, a known {@code display}, and {@code block_binding} only where it may
 * (platform.claude.com, "Extended thinking", "Preserved thinking").
 */
final class ThinkingShapeCheck implements Check<BodyShape> {

    private static final List<String> TYPES = List.of("disabled", "enabled", "adaptive", "between_tools");
    private static final String UPDATES_BETA = "thinking-display-updates-2026-08-18";
    private static final String BINDING_BETA = "thinking-binding-controls-2026-08-01";
    private static final String EXTRA = ": Extra inputs are not permitted";

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        JsonNode thinking = shape.field("thinking");
        return InputType.absent(thinking)
                ? Optional.empty()
                : InputType.tag("thinking", thinking, TYPES)
                        .or(() -> display(thinking, shape))
                        .or(() -> binding(thinking, shape));
    }

    private static Optional<ApiError> display(JsonNode thinking, BodyShape shape) {
        List<String> choices = new ArrayList<>(List.of("summarized", "omitted"));
        if (shape.head().has(UPDATES_BETA)) {
            choices.add("updates");
        }
        return InputType.absent(thinking.path("display"))
                ? Optional.empty()
                : InputType.choice("thinking." + Json.type(thinking) + ".display", thinking.path("display"), choices);
    }

    private static Optional<ApiError> binding(JsonNode thinking, BodyShape shape) {
        JsonNode binding = thinking.path("block_binding");
        String at = "thinking." + Json.type(thinking) + ".block_binding";
        boolean thinks =
                Json.type(thinking).equals("adaptive") || Json.type(thinking).equals("enabled");
        if (InputType.absent(binding)) {
            return Optional.empty();
        }
        return Check.invalidIf(!thinks, at + EXTRA)
                .or(() -> Check.invalidIf(
                        !shape.head().has(BINDING_BETA),
                        at + EXTRA + ". That setting requires the `" + BINDING_BETA
                                + "` value in the `anthropic-beta` header."))
                .or(() -> behaviour(at, binding));
    }

    private static Optional<ApiError> behaviour(String at, JsonNode binding) {
        JsonNode behaviour = binding.path("prefix_mismatch_behavior");
        return InputType.DICTIONARY
                .required(at, binding)
                .or(() -> InputType.absent(behaviour)
                        ? Optional.empty()
                        : InputType.choice(
                                at + ".prefix_mismatch_behavior", behaviour, List.of("error", "drop_block")));
    }
}
