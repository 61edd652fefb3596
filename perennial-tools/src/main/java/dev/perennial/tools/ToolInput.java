package dev.perennial.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the fields of a call's input and refuses what does not fit, naming the field and the value.
 *
 * <p>A field that is {@code null} counts as left out, since models write optional fields so. Fields that nobody asks for
 * are ignored.
 */
final class ToolInput {

    private static final int SHOWN_OF_A_VALUE = 100;

    private final ObjectNode fields;

    private ToolInput(ObjectNode fields) {
        this.fields = fields;
    }

    static ToolInput of(JsonNode input) throws ToolError {
        if (input instanceof ObjectNode fields) {
            return new ToolInput(fields);
        }
        throw new ToolError("The tool's input must be a JSON object, but is " + described(input) + ".");
    }

    boolean has(String name) {
        return fields.hasNonNull(name);
    }

    String text(String name) throws ToolError {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) throws ToolError {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = fields.get(name);
        if (!value.isTextual()) {
            throw wrongType(name, "a string", value);
        }
        return Optional.of(wellFormed(name, value.textValue()));
    }

    private static String wellFormed(String name, String text) throws ToolError {
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int codePoint = text.codePointAt(at);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                throw new ToolError("Parameter `" + name + "` has half of a surrogate pair at position " + at
                        + ", which no file can hold. Write the whole character.");
            }
        }
        return text;
    }

    boolean flag(String name) throws ToolError {
        if (!has(name)) {
            return false;
        }
        JsonNode value = fields.get(name);
        if (!value.isBoolean()) {
            throw wrongType(name, "true or false", value);
        }
        return value.booleanValue();
    }

    /** A whole number; one that no {@code long} holds becomes the nearest that does, which no caller accepts either. */
    long wholeNumber(String name) throws ToolError {
        if (!has(name)) {
            throw missing(name);
        }
        JsonNode value = fields.get(name);
        if (!value.isIntegralNumber()) {
            throw wrongType(name, "a whole number", value);
        }
        return clamped(value);
    }

    /** The elements of an array of whole numbers, or nothing if it is an array of anything else, or no array. */
    Optional<List<Long>> wholeNumbers(String name) {
        JsonNode value = fields.path(name);
        if (!value.isArray()) {
            return Optional.empty();
        }
        List<Long> numbers = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isIntegralNumber()) {
                return Optional.empty();
            }
            numbers.add(clamped(element));
        }
        return Optional.of(List.copyOf(numbers));
    }

    /** The field as JSON, shortened, to be quoted in a message. */
    String quoted(String name) {
        return shortened(fields.path(name).toString());
    }

    ToolError missing(String name) {
        return new ToolError("Parameter `" + name + "` is required, but it was not given.");
    }

    private static ToolError wrongType(String name, String expected, JsonNode value) {
        return new ToolError("Parameter `" + name + "` must be " + expected + ", but is " + described(value) + ".");
    }

    private static long clamped(JsonNode value) {
        BigInteger number = value.bigIntegerValue();
        return number.bitLength() < Long.SIZE ? number.longValue() : number.signum() * Long.MAX_VALUE;
    }

    private static String described(JsonNode value) {
        return "the " + value.getNodeType().name().toLowerCase(Locale.ROOT) + " " + shortened(value.toString());
    }

    private static String shortened(String json) {
        return json.length() <= SHOWN_OF_A_VALUE ? json : json.substring(0, SHOWN_OF_A_VALUE) + "…";
    }
}
