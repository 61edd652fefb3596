package dev.perennial.client;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sends bodies of raw JSON through the SDK, for callers that keep their history as it was received.
 *
 * <p>The same body always becomes the same bytes: {@code max_tokens}, {@code messages}, {@code model}, then every other
 * field in the order in which the body has it, and {@code stream} last, which the SDK sets. The values and the
 * order of all that is in them stay as they are; only characters beyond U+FFFF are escaped, by the SDK's Jackson.
 *
 * <p>A body with {@code temperature}, {@code top_p} or {@code top_k} is sent under API version 2023-06-01, the last that takes them
 * ({@link SamplingFields}).
 *
 * <p>Strings are shared with the body, not copied; the body is not to be changed while the parameters are in use. Bodies
 * whose numbers have to keep their form are read by {@link #parse}.
 */
public final class RawMessages {

    private static final String MODEL = "model";
    private static final String MAX_TOKENS = "max_tokens";
    private static final String MESSAGES = "messages";

    /** What the SDK insists on having as fields of its own, and what it sets by itself. */
    private static final Set<String> APART = Set.of(MAX_TOKENS, MESSAGES, MODEL, "stream");

    private static final String BETA_HEADER = "anthropic-beta";

    private RawMessages() {}

    /**
     * Reads JSON so that writing it gives the same numbers again: 1.0 and 1.10 stay what they are, and integers of any
     * size keep every digit. Exponents keep their value but not always their spelling (1e5 becomes 1E+5).
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static ObjectNode parse(String json) {
        return Json.object(json).orElseThrow(() -> new IllegalArgumentException("the text is no JSON object"));
    }

    /**
     * Parameters that send this body to the Messages API.
     *
     * @throws IllegalArgumentException if {@code model} is no text, {@code messages} no array or {@code max_tokens} no
     *     whole number
     */
    public static MessageCreateParams params(ObjectNode body) {
        return params(body, List.of());
    }

    /**
     * Parameters that send this body to the Messages API with {@code anthropic-beta} values.
     *
     * @throws IllegalArgumentException if {@code model} is no text, {@code messages} no array or {@code max_tokens} no
     *     whole number
     */
    @SuppressWarnings("unchecked") // a JsonValue fits every field; Kotlin says so, Java sees a raw type
    public static MessageCreateParams params(ObjectNode body, List<String> betas) {
        MessageCreateParams.Builder builder = MessageCreateParams.builder()
                .maxTokens(maxTokens(body))
                .model(model(body))
                .messages(messages(body))
                .putAllAdditionalBodyProperties(rest(body));
        if (!betas.isEmpty()) {
            builder.putAdditionalHeader(BETA_HEADER, String.join(",", betas));
        }
        if (SamplingFields.areIn(body)) {
            builder.putAdditionalHeader(SamplingFields.VERSION_HEADER, SamplingFields.VERSION);
        }
        return builder.build();
    }

    /**
     * Parameters that send this body to the beta form of the Messages API with {@code anthropic-beta} values.
     *
     * @throws IllegalArgumentException if {@code model} is no text, {@code messages} no array or {@code max_tokens} no
     *     whole number
     */
    @SuppressWarnings("unchecked") // a JsonValue fits every field; Kotlin says so, Java sees a raw type
    public static com.anthropic.models.beta.messages.MessageCreateParams betaParams(
            ObjectNode body, List<String> betas) {
        com.anthropic.models.beta.messages.MessageCreateParams.Builder builder =
                com.anthropic.models.beta.messages.MessageCreateParams.builder()
                        .maxTokens(maxTokens(body))
                        .model(model(body))
                        .messages(messages(body))
                        .putAllAdditionalBodyProperties(rest(body));
        betas.forEach(builder::addBeta);
        if (SamplingFields.areIn(body)) {
            builder.putAdditionalHeader(SamplingFields.VERSION_HEADER, SamplingFields.VERSION);
        }
        return builder.build();
    }

    /**
     * Parameters that have this body's input counted; {@code max_tokens} and {@code stream} are left out, since that
     * endpoint does not take them.
     *
     * @throws IllegalArgumentException if {@code model} is no text or {@code messages} no array
     */
    @SuppressWarnings("unchecked") // a JsonValue fits every field; Kotlin says so, Java sees a raw type
    public static MessageCountTokensParams countParams(ObjectNode body, List<String> betas) {
        MessageCountTokensParams.Builder builder = MessageCountTokensParams.builder()
                .model(model(body))
                .messages(messages(body))
                .putAllAdditionalBodyProperties(rest(body));
        if (!betas.isEmpty()) {
            builder.putAdditionalHeader(BETA_HEADER, String.join(",", betas));
        }
        return builder.build();
    }

    private static Map<String, JsonValue> rest(ObjectNode body) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        body.properties().forEach(field -> {
            if (!APART.contains(field.getKey())) {
                fields.put(field.getKey(), JsonValue.fromJsonNode(field.getValue()));
            }
        });
        return fields;
    }

    private static JsonValue messages(ObjectNode body) {
        if (!body.path(MESSAGES).isArray()) {
            throw new IllegalArgumentException(
                    "messages is " + body.path(MESSAGES).getNodeType() + " but has to be an array");
        }
        return JsonValue.fromJsonNode(body.path(MESSAGES));
    }

    private static String model(ObjectNode body) {
        return Json.text(body, MODEL)
                .orElseThrow(() -> new IllegalArgumentException(
                        "model is " + body.get(MODEL) + " but has to be the id of a model, as a text"));
    }

    private static long maxTokens(ObjectNode body) {
        if (!body.path(MAX_TOKENS).canConvertToLong() || !body.path(MAX_TOKENS).isIntegralNumber()) {
            throw new IllegalArgumentException(
                    "max_tokens is " + body.get(MAX_TOKENS) + " but has to be a whole number of tokens");
        }
        return body.path(MAX_TOKENS).longValue();
    }
}
