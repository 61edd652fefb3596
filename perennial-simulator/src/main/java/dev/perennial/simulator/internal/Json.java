package dev.perennial.simulator.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and writes JSON trees. */
public final class Json {

    /** A prompt may be one string as long as the largest body. */
    private static final int LONGEST_STRING = 64 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Parses one JSON value; a missing node if there is none.
     *
     * @throws JsonProcessingException if it is malformed
     */
    public static JsonNode parse(byte[] json) throws JsonProcessingException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The shortest text of the value, without line breaks. */
    public static String write(JsonNode node) {
        return node.toString();
    }

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The value with the fields of all its objects in alphabetical order. */
    public static JsonNode sorted(JsonNode value) {
        if (value.isArray()) {
            ArrayNode elements = array();
            for (JsonNode element : value) {
                elements.add(sorted(element));
            }
            return elements;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode fields = object();
        for (Map.Entry<String, JsonNode> field : byName(value)) {
            fields.set(field.getKey(), sorted(field.getValue()));
        }
        return fields;
    }

    /** The fields of an object in alphabetical order. */
    public static List<Map.Entry<String, JsonNode>> byName(JsonNode object) {
        return object.properties().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    /** The {@code type} of a block, empty if it has none. */
    public static String type(JsonNode block) {
        return block.path("type").asText("");
    }

    /** The elements of an array; none if it is no array. */
    public static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        if (array.isArray()) {
            array.forEach(elements::add);
        }
        return elements;
    }
}
