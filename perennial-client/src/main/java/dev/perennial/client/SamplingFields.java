package dev.perennial.client;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.Sampling;
import java.util.Set;

/**
 * Puts {@code temperature}, {@code top_p} and {@code top_k} into requests. The SDK has no methods for them since 3.0, because API
 * version 2026-10-21, which it asks for, does not take them; so a request that has them is sent under the version before.
 *
 * <pre>{@code
 * MessageStream.open(client, SamplingFields.addTo(params, Sampling.NONE.withTemperature(0.8)));
 * }</pre>
 *
 * <p>Source: platform.claude.com, "Versioning"; SDK 3.11, {@code MessageCreateParams}.
 */
public final class SamplingFields {

    /** The header that names the API version. */
    static final String VERSION_HEADER = "anthropic-version";
    /** The last API version that takes the fields. */
    static final String VERSION = "2023-06-01";

    static final String TEMPERATURE = "temperature";
    static final String TOP_P = "top_p";
    static final String TOP_K = "top_k";
    static final Set<String> ALL = Set.of(TEMPERATURE, TOP_P, TOP_K);

    private SamplingFields() {}

    /**
     * The parameters with sampling parameters, and the API version that takes them; the same parameters if there are none. Whether
     * the model takes them is checked by {@link SamplingLimits} when the request is sent.
     */
    public static MessageCreateParams addTo(MessageCreateParams params, Sampling sampling) {
        if (sampling.isEmpty()) {
            return params;
        }
        requireNumbers(sampling);
        MessageCreateParams.Builder builder = params.toBuilder().replaceAdditionalHeaders(VERSION_HEADER, VERSION);
        sampling.temperature().ifPresent(v -> builder.putAdditionalBodyProperty(TEMPERATURE, JsonValue.from(v)));
        sampling.topP().ifPresent(v -> builder.putAdditionalBodyProperty(TOP_P, JsonValue.from(v)));
        sampling.topK().ifPresent(v -> builder.putAdditionalBodyProperty(TOP_K, JsonValue.from(v)));
        return builder.build();
    }

    /** Sets the fields of a request's body; {@link RawMessages} then asks for the version. */
    public static void addTo(ObjectNode body, Sampling sampling) {
        requireNumbers(sampling);
        sampling.temperature().ifPresent(value -> body.put(TEMPERATURE, value));
        sampling.topP().ifPresent(value -> body.put(TOP_P, value));
        sampling.topK().ifPresent(value -> body.put(TOP_K, value));
    }

    /** JSON has no way to say what is no number. */
    private static void requireNumbers(Sampling sampling) {
        sampling.temperature().ifPresent(value -> requireNumber(TEMPERATURE, value));
        sampling.topP().ifPresent(value -> requireNumber(TOP_P, value));
    }

    private static void requireNumber(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + " but has to be a number such as 0.5");
        }
    }

    /** Whether a body has any of the fields. */
    static boolean areIn(ObjectNode body) {
        return ALL.stream().anyMatch(body::has);
    }
}
