package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import java.util.Optional;

/** {@code model}, {@code max_tokens} and {@code messages} are there and of the right type. */
final class RequiredFieldsCheck implements Check<BodyShape> {

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        return model(shape.body().path("model"))
                .or(() -> shape.countOnly()
                        ? Optional.empty()
                        : maxTokens(shape.body().path("max_tokens")))
                .or(() -> messages(shape.body().path("messages")));
    }

    private static Optional<ApiError> model(JsonNode model) {
        return missing("model", model)
                .or(() -> Check.invalidIf(!model.isTextual(), "model: Input should be a valid string"))
                .or(() -> Check.invalidIf(model.asText().isEmpty(), "model: String should have at least 1 character"));
    }

    private static Optional<ApiError> maxTokens(JsonNode maxTokens) {
        return missing("max_tokens", maxTokens)
                .or(() -> Check.invalidIf(!maxTokens.isIntegralNumber(), "max_tokens: Input should be a valid integer"))
                .or(() -> Check.invalidIf(
                        maxTokens.bigIntegerValue().signum() < 1,
                        "max_tokens: Input should be greater than or equal to 1"));
    }

    private static Optional<ApiError> messages(JsonNode messages) {
        return missing("messages", messages)
                .or(() -> Check.invalidIf(!messages.isArray(), "messages: Input should be a valid list"))
                .or(() -> Check.invalidIf(messages.isEmpty(), "messages: at least one message is required"));
    }

    private static Optional<ApiError> missing(String field, JsonNode value) {
        return Check.invalidIf(value.isMissingNode(), field + ": Field required");
    }
}
