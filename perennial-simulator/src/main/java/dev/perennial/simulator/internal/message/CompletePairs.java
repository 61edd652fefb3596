package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import java.io.IOException;

/** Reads of a JSON object that may end anywhere what came whole. */
final class CompletePairs {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CompletePairs() {}

    /** The top-level pairs of the object that are complete. */
    static ObjectNode of(String json) {
        ObjectNode pairs = Json.object();
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readPairs(parser, pairs);
            }
        } catch (IOException cut) {
            return pairs;
        }
        return pairs;
    }

    private static void readPairs(JsonParser parser, ObjectNode pairs) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            JsonNode value = MAPPER.readTree(parser);
            pairs.set(name, value);
        }
    }
}
