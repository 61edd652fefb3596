package dev.perennial.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The headers of a request or response, in order; names are compared without regard to case.
 *
 * @param fields the fields in the order of the wire
 */
public record Headers(List<Field> fields) {

    /** No headers. */
    public static final Headers EMPTY = new Headers(List.of());

    /**
     * One header field.
     *
     * @param name the name as it was written
     * @param value the value
     */
    public record Field(String name, String value) {

        public Field {
            if (name.isBlank() || hasControl(name) || hasControl(value)) {
                throw new IllegalArgumentException("Header " + name.strip()
                        + " has an empty name or a control character in name or value; remove it.");
            }
        }

        private static boolean hasControl(String text) {
            return text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
        }
    }

    public Headers {
        fields = List.copyOf(fields);
    }

    /**
     * Headers of name, value, name, value…
     *
     * @throws IllegalArgumentException if a value is missing
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("Give each header a value: " + Arrays.toString(namesAndValues));
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new Headers(fields);
    }

    /** The first value of the header. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of the header. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(f -> f.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /** These headers with one more field at the end. */
    public Headers with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.add(new Field(name, value));
        return new Headers(more);
    }

    /** These headers followed by others. */
    public Headers with(Headers others) {
        List<Field> more = new ArrayList<>(fields);
        more.addAll(others.fields());
        return new Headers(more);
    }

    /** Each name in lower case with its values joined by a comma. */
    public Map<String, String> joined() {
        Map<String, String> joined = new LinkedHashMap<>();
        fields.forEach(f -> joined.merge(f.name().toLowerCase(Locale.ROOT), f.value(), (a, b) -> a + ", " + b));
        return joined;
    }
}
