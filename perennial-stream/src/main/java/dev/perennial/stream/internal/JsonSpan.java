package dev.perennial.stream.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A JSON value where it lies in an array: from its first byte to the byte after its last.
 *
 * <p>For what happens a few times in a stream; deltas are read by {@link JsonScan} alone. The bytes must not change as long
 * as the span is used.
 *
 * @param bytes what it lies in
 * @param start the first byte
 * @param end the byte after the last one
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record JsonSpan(byte[] bytes, int start, int end) {

    /** More digits than any count has; reading very many takes very long. */
    private static final int LONGEST_NUMBER = 40;

    public JsonSpan {
        requireNonNull(bytes, "bytes");
    }

    /** The one value of a document; empty if it is malformed or has more than one. */
    public static Optional<JsonSpan> of(byte[] json, int from, int to) {
        int start = JsonScan.space(json, from, to);
        int end = JsonScan.value(json, start, to);
        return end == JsonScan.MALFORMED || JsonScan.space(json, end, to) != to
                ? Optional.empty()
                : Optional.of(new JsonSpan(json, start, end));
    }

    /** The one value of a document. */
    public static Optional<JsonSpan> of(byte[] json) {
        return of(json, 0, json.length);
    }

    /** The member of an object; the last one, as common parsers have it, if the name is there twice. */
    public Optional<JsonSpan> member(String name) {
        if (!isObject()) {
            return Optional.empty();
        }
        byte[] wanted = name.getBytes(UTF_8);
        Optional<JsonSpan> found = Optional.empty();
        for (int at = JsonScan.space(bytes, start + 1, end); at < end && bytes[at] == '"'; ) {
            int nameEnd = JsonScan.string(bytes, at, end);
            int value = JsonScan.afterName(bytes, nameEnd, end);
            int valueEnd = JsonScan.value(bytes, value, end);
            if (Arrays.equals(bytes, at + 1, nameEnd - 1, wanted, 0, wanted.length)) {
                found = Optional.of(new JsonSpan(bytes, value, valueEnd));
            }
            at = JsonScan.afterComma(bytes, JsonScan.space(bytes, valueEnd, end), end);
        }
        return found;
    }

    /** Hands out the elements of an array in order; none if it is no array. */
    public void elements(Consumer<JsonSpan> consumer) {
        if (!isArray()) {
            return;
        }
        int at = JsonScan.space(bytes, start + 1, end);
        while (at < end && bytes[at] != ']') {
            int valueEnd = JsonScan.value(bytes, at, end);
            consumer.accept(new JsonSpan(bytes, at, valueEnd));
            at = JsonScan.afterComma(bytes, JsonScan.space(bytes, valueEnd, end), end);
        }
    }

    /** The last element of an array. */
    public Optional<JsonSpan> last() {
        List<JsonSpan> all = new ArrayList<>();
        elements(all::add);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Whether an array or object has nothing in it. */
    public boolean isEmpty() {
        return (isArray() || isObject()) && JsonScan.space(bytes, start + 1, end) == end - 1;
    }

    /** Whether this is an object. */
    public boolean isObject() {
        return bytes[start] == '{';
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return bytes[start] == '[';
    }

    /** Whether this is a string. */
    public boolean isString() {
        return bytes[start] == '"';
    }

    /** Whether this is {@code null}. */
    public boolean isNull() {
        return bytes[start] == 'n';
    }

    /** The text of a string, the JSON of anything else. */
    public String text() {
        return isString() ? JsonText.decode(bytes, start + 1, end - 1) : new String(bytes, start, end - start, UTF_8);
    }

    /** The text of a string member; empty text if there is none. */
    public String text(String name) {
        return member(name).filter(JsonSpan::isString).map(JsonSpan::text).orElse("");
    }

    /** The whole number of a member, also one that is written as 64000.0 or 64e3; {@code otherwise} if there is none. */
    public long number(String name, long otherwise) {
        try {
            return member(name)
                    .filter(JsonSpan::isNumber)
                    .map(s -> new BigDecimal(s.text()).longValueExact())
                    .orElse(otherwise);
        } catch (ArithmeticException | NumberFormatException fractionOrHuge) {
            return otherwise;
        }
    }

    private boolean isNumber() {
        boolean number = bytes[start] == '-' || (bytes[start] >= '0' && bytes[start] <= '9');
        return number && end - start <= LONGEST_NUMBER;
    }

    /** A copy of the bytes. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }
}
