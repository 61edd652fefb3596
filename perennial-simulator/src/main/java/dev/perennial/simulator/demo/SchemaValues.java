package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes small values that fit a JSON schema, taken from the words of a text where that is possible. */
final class SchemaValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d+(?:\\.\\d+)?");
    private static final Pattern QUOTED = Pattern.compile("[\"“`]([^\"”`]+)[\"”`]|(?<!\\w)'([^']+)'(?!\\w)");
    private static final Pattern PLACE =
            Pattern.compile("\\b(?:in|at|for|from|near|of|to)\\s+((?:\\p{Lu}[\\p{L}'-]+)(?:[ ,]+\\p{Lu}[\\p{L}'-]+)*)");
    private static final Pattern SUBJECT = Pattern.compile(
            "\\b(?:in|at|for|from|near|about|of|on|named|called)\\s+(?:the\\s+)?([^?!,;]+?)(?=\\s+(?:and|please|in|with)\\b|[.?!,;]|$)",
            Pattern.CASE_INSENSITIVE);
    private static final int DEEPEST = 12;

    private final String source;
    private final JsonNode root;
    private final Iterator<BigDecimal> numbers;
    private final Iterator<String> quotes;

    private SchemaValues(JsonNode root, String source) {
        this.root = root;
        this.source = source;
        this.numbers = NUMBER.matcher(source)
                .results()
                .map(m -> new BigDecimal(m.group()))
                .toList()
                .iterator();
        this.quotes = QUOTED.matcher(source)
                .results()
                .map(SchemaValues::inner)
                .toList()
                .iterator();
    }

    private static String inner(MatchResult quoted) {
        return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
    }

    /** The value for a schema that describes an object, with the words taken from {@code source}. */
    static ObjectNode object(JsonNode schema, String source) {
        JsonNode value = value(schema, source);
        return value instanceof ObjectNode object ? object : JSON.objectNode();
    }

    static JsonNode value(JsonNode schema, String source) {
        return new SchemaValues(schema, source).make(schema, "", 0);
    }

    private JsonNode make(JsonNode schema, String name, int depth) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return choice(schema.path("enum"));
        }
        if (depth > DEEPEST) {
            return JSON.nullNode();
        }
        if (schema.has("$ref")) {
            return make(root.at(schema.path("$ref").asText("").replaceFirst("^#", "")), name, depth + 1);
        }
        for (String union : List.of("anyOf", "oneOf", "allOf")) {
            if (schema.path(union).isArray() && !schema.path(union).isEmpty()) {
                return make(schema.path(union).get(0), name, depth + 1);
            }
        }
        return ofType(type(schema), schema, name, depth);
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asText();
        }
        return type.isTextual() ? type.asText() : schema.has("properties") ? "object" : "string";
    }

    private JsonNode ofType(String type, JsonNode schema, String name, int depth) {
        return switch (type) {
            case "object" -> properties(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer", "number" -> number(schema, type.equals("integer"));
            case "boolean" -> JSON.booleanNode(mentions(name.replace('_', ' ')));
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(schema, name));
        };
    }

    private ObjectNode properties(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        for (JsonNode required : schema.path("required")) {
            String name = required.asText();
            object.set(name, make(schema.path("properties").path(name), name, depth + 1));
        }
        return object.isEmpty() && depth == 0 ? onlyText(schema, object) : object;
    }

    /** A tool that requires nothing but could take a text gets one, or its call would say nothing. */
    private ObjectNode onlyText(JsonNode schema, ObjectNode object) {
        JsonNode properties = schema.path("properties");
        if (properties.size() == 1 && !source.isEmpty()) {
            String name = properties.fieldNames().next();
            object.set(name, make(properties.path(name), name, 1));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JSON.arrayNode();
        int size = Math.max(schema.path("minItems").asInt(0), source.isEmpty() || depth > 4 ? 0 : 1);
        for (int i = 0; i < Math.min(size, 100); i++) {
            array.add(make(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private JsonNode number(JsonNode schema, boolean whole) {
        BigDecimal least = schema.path("minimum").decimalValue();
        BigDecimal number = numbers.hasNext() ? numbers.next() : least;
        number = number.max(schema.has("minimum") ? least : number);
        number = number.min(schema.has("maximum") ? schema.path("maximum").decimalValue() : number);
        return whole ? JSON.numberNode(number.toBigInteger()) : JSON.numberNode(number);
    }

    private JsonNode choice(JsonNode values) {
        for (JsonNode value : values) {
            if (value.isTextual() && mentions(value.asText().replace('_', ' '))) {
                return value;
            }
        }
        return values.get(0);
    }

    private boolean mentions(String word) {
        return !word.isEmpty()
                && Pattern.compile("\\b" + Pattern.quote(word.toLowerCase(Locale.ROOT)) + "\\b")
                        .matcher(source.toLowerCase(Locale.ROOT))
                        .find();
    }

    private String text(JsonNode schema, String name) {
        String format = schema.path("format").asText();
        String text = switch (format) {
            case "date" -> "2026-01-01";
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "email" -> "nobody@example.com";
            case "uri" -> "https://example.com/";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> words(name);
        };
        int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private String words(String name) {
        if (quotes.hasNext()) {
            return quotes.next();
        }
        boolean whole = name.matches(
                "(?i).*(question|prompt|message|request|answer|summary|text|result|description|reply|response|content).*");
        List<String> found = new ArrayList<>();
        for (Pattern pattern : whole ? List.<Pattern>of() : List.of(PLACE, SUBJECT)) {
            Matcher matcher = pattern.matcher(source);
            while (matcher.find()) {
                found.add(matcher.group(1).strip());
            }
        }
        return found.isEmpty() ? source : found.getFirst();
    }
}
