package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.JsonValue;
import com.anthropic.core.ObjectMappers;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.models.beta.messages.BetaToolUseBlock;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A plain Java function that the model may call. Its input is a record, from which the SDK derives the schema.
 *
 * <pre>{@code
 * record Place(@JsonPropertyDescription("A city") String location) {}
 *
 * ToolFunction.of("get_weather", "Tells the weather", Place.class, place -> weather(place.location()))
 * }</pre>
 *
 * <p>What the function returns is the result; what it throws is one too, with {@code is_error}, so that the model can react.
 * Calls of one answer run side by side, so a function has to be safe for use by several threads. Immutable.
 */
public final class ToolFunction {

    private final String name;
    private final String description;
    private final ObjectNode schema;
    private final Body<JsonNode> body;

    private ToolFunction(String name, String description, ObjectNode schema, Body<JsonNode> body) {
        this.name = name;
        this.description = description;
        this.schema = schema;
        this.body = body;
    }

    /** What a call does. */
    @FunctionalInterface
    public interface Body<I> {

        /**
         * Runs one call to its end.
         *
         * @throws Exception to tell the model that the call failed, and why
         */
        String call(I input) throws Exception;
    }

    /**
     * A function.
     *
     * @param name the name by which the model calls it: 1 to 128 letters, digits, {@code _} and {@code -}
     * @param description what it does and when to use it, for the model
     * @param input a record, or another type as the SDK's structured outputs take it; no inner or local class
     * @param body what a call does
     * @throws IllegalArgumentException if the name is none, or no schema can be derived from the type
     */
    public static <I> ToolFunction of(String name, String description, Class<I> input, Body<? super I> body) {
        requireNonNull(description, "description");
        requireNonNull(body, "body");
        if (!name.matches("[a-zA-Z0-9_-]{1,128}")) {
            throw new IllegalArgumentException(
                    "name is `" + name + "` but has to be 1 to 128 letters, digits, `_` and `-`");
        }
        return new ToolFunction(name, description, schema(input), json -> body.call(parsed(name, json, input)));
    }

    /** The name by which the model calls it. */
    public String name() {
        return name;
    }

    /** The element of a request's {@code tools}; a new object each time. */
    public ObjectNode definition() {
        ObjectNode definition = Json.emptyObject().put("name", name).put("description", description);
        definition.set("input_schema", schema.deepCopy());
        return definition;
    }

    String call(JsonNode input) throws Exception {
        return body.call(input);
    }

    /** The SDK makes schemas only on its way to a request of the beta API. */
    private static ObjectNode schema(Class<?> input) {
        return MessageCreateParams.builder()
                .model("none")
                .maxTokens(1)
                .addUserMessage("none")
                .addTool(input)
                .build()
                .tools()
                .flatMap(tools -> tools.stream().findFirst())
                .map(tool -> ObjectMappers.jsonMapper().<JsonNode>valueToTree(tool))
                .map(tool -> tool.path("input_schema"))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("no schema can be derived from " + input));
    }

    private static <I> I parsed(String name, JsonNode json, Class<I> type) {
        try {
            return requireNonNull(
                    BetaToolUseBlock.builder()
                            .id("none")
                            .name(name)
                            .input(JsonValue.fromJsonNode(json))
                            .build()
                            .input(type),
                    "input");
        } catch (AnthropicInvalidDataException unfit) {
            Throwable why = unfit.getCause() == null ? unfit : unfit.getCause();
            throw new IllegalArgumentException("the input does not fit the schema: " + why.getMessage(), unfit);
        }
    }
}
