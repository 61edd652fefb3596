package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perennial.stream.recovery.ApiFault;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * Errors of providers in the form that clients of the Messages API understand: Amazon's {@code {"message":…}}, Google's
 * {@code {"error":{"code":…,"message":…,"status":…}}} and what is no JSON at all become the API's. What has that form passes.
 */
final class ProviderErrors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProviderErrors() {}

    static byte[] inTheApisForm(int status, byte[] body) {
        JsonNode error = parsed(body);
        JsonNode document = error.isArray() ? error.path(0) : error; // Google's streams begin with a bracket
        if (document.path("error").path("type").isTextual()) {
            return body;
        }
        String message = Stream.of(
                        document.path("error").path("message"), document.path("message"), document.path("Message"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElseGet(() -> new String(body, UTF_8));
        return new ApiFault(ApiErrors.type(status), "", message).json().getBytes(UTF_8);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed == null ? JSON.missingNode() : parsed;
        } catch (IOException noJson) {
            return JSON.missingNode();
        }
    }
}
