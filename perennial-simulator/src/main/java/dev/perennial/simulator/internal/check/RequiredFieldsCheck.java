package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import java.util.Optional;

/**
 * {@code model}, {@code max_tokens} and {@code messages} are there and of the right type, and there are at most 100,000
 * messages (platform.claude.com, "Messages").
 */
final class RequiredFieldsCheck implements Check<BodyShape> {

    private static final int MOST_MESSAGES = 100_000;

    @Override
    public Optional<ApiError> fault(BodyShape shape) {
        return model(shape.field("model"))
                .or(() -> shape.countOnly() ? Optional.empty() : maxTokens(shape.field("max_tokens")))
                .or(() -> messages(shape.field("messages")));
    }

    private static Optional<ApiError> model(JsonNode model) {
        return InputType.STRING
                .required("model", model)
                .or(() -> Check.invalidIf(model.asText().isEmpty(), "model: String should have at least 1 character"));
    }

    private static Optional<ApiError> maxTokens(JsonNode maxTokens) {
        return InputType.INTEGER
                .required("max_tokens", maxTokens)
                .or(() -> Check.invalidIf(
                        maxTokens.bigIntegerValue().signum() < 0,
                        "max_tokens: Input should be greater than or equal to 0"));
    }

    private static Optional<ApiError> messages(JsonNode messages) {
        return InputType.LIST
                .required("messages", messages)
                .or(() -> Check.invalidIf(messages.isEmpty(), "messages: at least one message is required"))
                .or(() -> Check.invalidIf(
                        messages.size() > MOST_MESSAGES,
                        "messages: List should have at most " + MOST_MESSAGES + " items after validation, not "
                                + messages.size()));
    }
}
