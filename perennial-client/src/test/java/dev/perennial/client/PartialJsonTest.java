package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartialJsonTest {

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void feed_anyDocumentInAnyPieces_isWhatAParserReads(int seed) throws Exception {
        Random random = new Random(seed);
        JsonNode document = value(random, 4);
        String json = random.nextBoolean() ? document.toPrettyString() : escaped(document.toString());
        PartialJsonParser parser = new PartialJsonParser();
        List<PartialJson> seen = new ArrayList<>();
        List<String> were = new ArrayList<>();
        for (int at = 0; at < json.length(); ) {
            int to = Math.min(json.length(), at + 1 + random.nextInt(9));
            parser.feed(json.substring(at, to));
            parser.soFar().ifPresent(seen::add);
            parser.soFar().ifPresent(value -> were.add(value.toJson().toString()));
            at = to;
        }
        parser.feed(" "); // a number on its own ends there

        assertThat(parser.soFar().orElseThrow().toJson()).isEqualTo(Json.MAPPER.readTree(json));
        assertThat(parser.soFar().orElseThrow().isWhole()).isTrue();
        assertThat(seen.stream().map(value -> value.toJson().toString())).isEqualTo(were);
        seen.forEach(value -> assertThat(isPart(value.toJson(), document))
                .as("%s of %s", value.toJson(), document)
                .isTrue());
    }

    /** Texts are beginnings of texts, members and elements the first ones. */
    private static boolean isPart(JsonNode part, JsonNode whole) {
        return switch (part) {
            case ObjectNode object ->
                object.properties().stream()
                        .allMatch(m -> whole.has(m.getKey()) && isPart(m.getValue(), whole.get(m.getKey())));
            case ArrayNode array ->
                IntStream.range(0, array.size()).allMatch(i -> whole.has(i) && isPart(array.get(i), whole.get(i)));
            default -> part.isTextual() ? whole.asText().startsWith(part.asText()) : part.equals(whole);
        };
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> json.textNode("text \"quoted\" \\ \n \u00fc \ud83d\ude00 " + random.nextInt());
            case 1 -> json.numberNode(random.nextInt());
            case 2 -> json.booleanNode(random.nextBoolean());
            case 3 -> json.nullNode();
            case 4 -> json.textNode("");
            case 5 -> {
                ArrayNode array = json.arrayNode();
                IntStream.range(0, random.nextInt(7)).forEach(i -> array.add(value(random, depth - 1)));
                yield array;
            }
            default -> {
                ObjectNode object = json.objectNode();
                IntStream.range(0, random.nextInt(7)).forEach(i -> object.set("na\"me" + i, value(random, depth - 1)));
                yield object;
            }
        };
    }

    private static String escaped(String json) {
        StringBuilder escaped = new StringBuilder();
        json.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04X", c)));
        return escaped.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"path\": \"/tmp/a          | {\"path\":\"/tmp/a\"}",
                "{\"path\": \"/tmp\", \"te    | {\"path\":\"/tmp\"}",
                "{\"n\": 12                   | {}",
                "{\"n\": 12,                  | {\"n\":12}",
                "{\"a\": [1, {\"b\": \"c      | {\"a\":[1,{\"b\":\"c\"}]}",
                "{\"a\": tru                  | {}",
                "{\"a\": \"x\\                | {\"a\":\"x\"}",
                "{\"a\": \"x\\u00             | {\"a\":\"x\"}",
                "{                            | {}",
                "[[], [                       | [[],[]]"
            })
    void soFar_cutThere_isWhatIsCertain(String cut, String certain) {
        assertThat(parsed(cut).orElseThrow().toJson()).hasToString(certain);
        assertThat(parsed(cut).orElseThrow().isWhole()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "12", "tru", "x", "}", "]", ","})
    void soFar_nothingCertain_isNothing(String cut) {
        assertThat(parsed(cut)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,}",
                "{\"a\":1 2}",
                "{\"a\" 1}",
                "{\"a\":nope }",
                "{\"a\":1]",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":01 }"
            })
    void soFar_noJson_isWhatCameBefore_andNeverWhole(String broken) {
        PartialJson value = parsed(broken).orElseThrow();

        assertThat(value.isWhole()).isFalse();
        assertThat(value.member("b")).isEmpty();
    }

    /** What was shown to a reader is not taken back. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"so far\\x and on\"} | {\"a\":\"so far\"}",
                "{\"a\":\"so far\\u00g0\"}    | {\"a\":\"so far\"}",
                "[\"x\",\"so far\\q\"]         | [\"x\",\"so far\"]",
                "{\"a\":1,\"na\\xme\":2}      | {\"a\":1}"
            })
    void soFar_textThatBreaks_isWhatItWas(String broken, String before) {
        assertThat(parsed(broken).orElseThrow().toJson()).hasToString(before);
        assertThat(parsed(broken).orElseThrow().isWhole()).isFalse();
    }

    @Test
    void feed_asDeepAsAParserReads_isWhole() throws Exception {
        String deepest = "[".repeat(1_000) + "]".repeat(1_000);
        assertThat(parsed(deepest).orElseThrow().isWhole()).isTrue();
        assertThat(parsed(deepest).orElseThrow().toJson()).isEqualTo(Json.MAPPER.readTree(deepest));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 100_000})
    void feed_deeperThanAParserReads_stopsThere_andIsNeverWhole(int depth) {
        String tooDeep = "[".repeat(depth) + "]".repeat(depth);
        assertThatThrownBy(() -> Json.MAPPER.readTree(tooDeep)).hasMessageContaining("depth");

        PartialJson soFar = parsed(tooDeep).orElseThrow();
        assertThat(soFar.isWhole()).isFalse();
        assertThat(soFar.toJson()).hasToString("[".repeat(1_000) + "]".repeat(1_000));
    }

    @Test
    void since_earlierText_isWhatCameInBetween() {
        PartialJsonParser parser = new PartialJsonParser();
        parser.feed("{\"file_text\": \"line 1\\nli");
        PartialJson.Text before = text(parser);
        parser.feed("ne 2\\n");

        assertThat(before.toString()).isEqualTo("line 1\nli");
        assertThat(text(parser).since(before)).isEqualTo("ne 2\n");
        assertThat(text(parser).length()).isEqualTo(14);
    }

    @Test
    void member_twice_isTheLastOne() {
        assertThat(parsed("{\"a\":1,\"a\":2}")
                        .orElseThrow()
                        .member("a")
                        .orElseThrow()
                        .toJson()
                        .asInt())
                .isEqualTo(2);
    }

    private static PartialJson.Text text(PartialJsonParser parser) {
        return (PartialJson.Text)
                parser.soFar().orElseThrow().member("file_text").orElseThrow();
    }

    private static Optional<PartialJson> parsed(String json) {
        PartialJsonParser parser = new PartialJsonParser();
        parser.feed(json);
        return parser.soFar();
    }
}
