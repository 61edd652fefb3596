package dev.perennial.client;

import com.anthropic.core.ObjectMappers;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Raw JSON as the SDK's types. These hold fractions as doubles, so that a message is equal to the same one read by the SDK. */
final class SdkJson {

    private SdkJson() {}

    static <T> T value(JsonNode json, Class<T> type) throws JsonProcessingException {
        return ObjectMappers.jsonMapper().treeToValue(hasDecimals(json) ? withDoubles(json) : json, type);
    }

    private static boolean hasDecimals(JsonNode json) {
        for (JsonNode child : json) {
            if (hasDecimals(child)) {
                return true;
            }
        }
        return json.isBigDecimal();
    }

    private static JsonNode withDoubles(JsonNode json) {
        return switch (json) {
            case DecimalNode number -> DoubleNode.valueOf(number.doubleValue());
            case ObjectNode object -> {
                ObjectNode copy = Json.emptyObject();
                object.properties().forEach(field -> copy.set(field.getKey(), withDoubles(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Json.MAPPER.createArrayNode();
                array.forEach(element -> copy.add(withDoubles(element)));
                yield copy;
            }
            default -> json;
        };
    }
}
