package dev.perennial.simulator.internal.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.ApiError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The type that a value of a request has to have, with the API's words for one that has another. */
enum InputType {
    STRING("string"),
    BOOLEAN("boolean"),
    INTEGER("integer"),
    NUMBER("number"),
    LIST("list"),
    DICTIONARY("dictionary");

    private final String word;

    InputType(String word) {
        this.word = word;
    }

    /** The fault of a value that has to be there. */
    Optional<ApiError> required(String at, JsonNode value) {
        return Check.invalidIf(value.isMissingNode(), at + ": Field required")
                .or(() -> Check.invalidIf(!matches(value), at + ": Input should be a valid " + word));
    }

    /** The fault of a value that may be left out or be {@code null}. */
    Optional<ApiError> optional(String at, JsonNode value) {
        return absent(value) ? Optional.empty() : required(at, value);
    }

    /** Whether there is no value. */
    static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** The fault of a text that is none of the choices. */
    static Optional<ApiError> choice(String at, JsonNode value, List<String> choices) {
        return Check.invalidIf(!choices.contains(value.asText()), at + ": Input should be " + listed(choices));
    }

    /** The fault of a text that may be left out or be {@code null}, and else is none of the choices. */
    static Optional<ApiError> optionalChoice(String at, JsonNode value, List<String> choices) {
        return absent(value) ? Optional.empty() : choice(at, value, choices);
    }

    /** The fault of an object whose {@code type} is none of the tags. */
    static Optional<ApiError> tag(String at, JsonNode value, List<String> tags) {
        JsonNode type = value.path("type");
        return Check.invalidIf(!value.isObject(), at + ": Input should be a valid dictionary")
                .or(() -> Check.invalidIf(type.isMissingNode(), at + ".type: Field required"))
                .or(() -> Check.invalidIf(
                        !tags.contains(type.asText()),
                        at + ": Input tag '" + type.asText()
                                + "' found using 'type' does not match any of the expected tags: "
                                + tags.stream().map(t -> "'" + t + "'").collect(Collectors.joining(", "))));
    }

    private static String listed(List<String> choices) {
        String all = choices.stream()
                .limit(choices.size() - 1L)
                .map(c -> "'" + c + "'")
                .collect(Collectors.joining(", "));
        return all + (all.isEmpty() ? "" : " or ") + "'" + choices.getLast() + "'";
    }

    private boolean matches(JsonNode value) {
        return switch (this) {
            case STRING -> value.isTextual();
            case BOOLEAN -> value.isBoolean();
            case INTEGER -> value.isIntegralNumber();
            case NUMBER -> value.isNumber();
            case LIST -> value.isArray();
            case DICTIONARY -> value.isObject();
        };
    }
}
