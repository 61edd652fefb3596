package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as far as it has arrived, for example the input of a tool while the model writes it.
 *
 * <pre>{@code
 * stream.input(index).flatMap(input -> input.member("file_text")).flatMap(PartialJson::text)
 * }</pre>
 *
 * <p>Each is immutable: it stays what it was when it was asked for, and may be used by any thread. To get one costs time in
 * proportion to how deeply the open value is nested, not to its length. Numbers and words of which more may come are not there
 * yet. Of members with the same name the last one counts.
 */
public sealed interface PartialJson {

    /** Whether all of the value is there. */
    boolean isWhole();

    /** What is there as JSON: open texts, objects and arrays closed where they stand. A new tree each time. */
    JsonNode toJson();

    /** A member of an object, if this is one and the member has begun. */
    default Optional<PartialJson> member(String name) {
        return Optional.empty();
    }

    /** The text so far, if this is one. */
    default Optional<String> text() {
        return Optional.empty();
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    record Scalar(JsonNode value) implements PartialJson {

        public Scalar {
            requireNonNull(value, "value");
        }

        @Override
        public boolean isWhole() {
            return true;
        }

        @Override
        public JsonNode toJson() {
            return value;
        }
    }

    /** A text. */
    final class Text implements PartialJson {

        private final GrowingText.View view;
        private final boolean whole;

        Text(GrowingText.View view, boolean whole) {
            this.view = view;
            this.whole = whole;
        }

        @Override
        public boolean isWhole() {
            return whole;
        }

        /** How many UTF-16 characters are there; costs nothing. */
        public int length() {
            return view.characters();
        }

        @Override
        public Optional<String> text() {
            return Optional.of(view.toString());
        }

        /**
         * What came since.
         *
         * @param before the same text as it was earlier
         */
        public String since(Text before) {
            return view.text(Math.min(before.view.length(), view.length()), view.length());
        }

        @Override
        public JsonNode toJson() {
            return TextNode.valueOf(view.toString());
        }

        @Override
        public String toString() {
            return view.toString();
        }
    }

    /** An object. */
    final class Members implements PartialJson {

        private final String[] names;
        private final PartialJson[] values;
        private final int count;
        private final @Nullable String openName;
        private final @Nullable PartialJson open;
        private final boolean whole;

        Members(
                String[] names,
                PartialJson[] values,
                int count,
                @Nullable String openName,
                @Nullable PartialJson open,
                boolean whole) {
            this.names = names;
            this.values = values;
            this.count = count;
            this.openName = openName;
            this.open = open;
            this.whole = whole;
        }

        @Override
        public boolean isWhole() {
            return whole;
        }

        @Override
        public Optional<PartialJson> member(String name) {
            requireNonNull(name, "name");
            if (open != null && name.equals(openName)) {
                return Optional.of(open);
            }
            for (int i = count - 1; i >= 0; i--) {
                if (names[i].equals(name)) {
                    return Optional.of(values[i]);
                }
            }
            return Optional.empty();
        }

        /** All members in their order, the open one last; a new map each time. */
        public Map<String, PartialJson> members() {
            Map<String, PartialJson> all = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                all.put(names[i], values[i]);
            }
            if (open != null && openName != null) {
                all.put(openName, open);
            }
            return all;
        }

        @Override
        public JsonNode toJson() {
            ObjectNode node = Json.emptyObject();
            members().forEach((name, value) -> node.set(name, value.toJson()));
            return node;
        }
    }

    /** An array. */
    final class Elements implements PartialJson {

        private final PartialJson[] values;
        private final int count;
        private final @Nullable PartialJson open;
        private final boolean whole;

        Elements(PartialJson[] values, int count, @Nullable PartialJson open, boolean whole) {
            this.values = values;
            this.count = count;
            this.open = open;
            this.whole = whole;
        }

        @Override
        public boolean isWhole() {
            return whole;
        }

        /** How many elements have begun. */
        public int size() {
            return open == null ? count : count + 1;
        }

        /** All elements in their order, the open one last; a new list each time. */
        public List<PartialJson> elements() {
            List<PartialJson> all = new ArrayList<>(Arrays.asList(values).subList(0, count));
            if (open != null) {
                all.add(open);
            }
            return all;
        }

        @Override
        public JsonNode toJson() {
            ArrayNode node = Json.MAPPER.createArrayNode();
            elements().forEach(value -> node.add(value.toJson()));
            return node;
        }
    }
}
