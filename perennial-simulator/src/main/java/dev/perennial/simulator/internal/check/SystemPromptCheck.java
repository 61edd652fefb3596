package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import dev.perennial.simulator.internal.Json;
import java.util.Optional;

/** The system prompt is a text, or text blocks that are not empty (platform.claude.com, "Messages"). */
final class SystemPromptCheck implements Check<BodyShape> {

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        JsonNode system = shape.field("system");
        return InputType.absent(system) || system.isTextual()
                ? Optional.empty()
                : InputType.LIST.required("system", system).or(() -> Check.each("system", system, this::block));
    }

    private Optional<ApiError> block(String at, JsonNode block) {
        return InputType.DICTIONARY
                .required(at, block)
                .or(() -> Check.invalidIf(!Json.type(block).equals("text"), at + ".type: Input should be 'text'"))
                .or(() -> InputType.STRING.required(at + ".text", block.path("text")))
                .or(() -> Check.invalidIf(
                        block.path("text").asText().isEmpty(), "system: text content blocks must be non-empty"));
    }
}
