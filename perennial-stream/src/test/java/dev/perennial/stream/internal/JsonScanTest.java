package dev.perennial.stream.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner against an independent parser: what is JSON, where it ends, and what it says. */
class JsonScanTest {

    /** Fewer where the tests are tested, which takes them hundreds of times. */
    private static final long ROUNDS = Math.min(20_000, 2 * Long.getLong("perennial.simulations", 10_000));

    private static final ObjectMapper JACKSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [1 , 2.5e-3,-0]\n",
                "\"\"",
                "\"a\\u00e9\\n\\\\\"",
                "null",
                "true",
                "false",
                "-0.0E+1",
                "{\"a\":{\"b\":[{}]},\"c\":\"1234567\\\"89\"}"
            })
    void value_wellFormed_isTaken(String json) {
        assertThat(JsonSpan.of(json.getBytes(UTF_8))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\"}",
                "{a:1}",
                "01",
                "1.",
                "-",
                "+1",
                ".5",
                "1e",
                "tru",
                "nulll",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\n\"",
                "[1 2]",
                "{} {}",
                "{\"a\":1 \"b\":2}",
                "'a'",
                "NaN"
            })
    void value_malformed_isRefused(String json) {
        assertThat(JsonSpan.of(json.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void value_nestedTooDeep_isRefused_andDoesNotOverflow() {
        byte[] deep = "[".repeat(1_000_000).getBytes(UTF_8);

        assertThat(JsonSpan.of(deep)).isEmpty();
    }

    @Test
    void value_anyBytes_agreesWithJackson() {
        Random random = new Random(11);
        for (int i = 0; i < 10 * ROUNDS; i++) {
            byte[] json = mutated(Json.random(random, 3), random);
            assertThat(JsonSpan.of(json).isPresent())
                    .as(() -> new String(json, UTF_8))
                    .isEqualTo(isJson(json));
        }
    }

    @Test
    void member_anyObject_agreesWithJackson() throws IOException {
        Random random = new Random(12);
        for (int i = 0; i < ROUNDS; i++) {
            String json = "{\"x\":1,\"é\\n\":" + Json.random(random, 2) + ",\"text\":" + Json.random(random, 2) + "}";
            JsonSpan span = JsonSpan.of(json.getBytes(UTF_8)).orElseThrow();
            JsonNode expected = JACKSON.readTree(json).path("text");
            JsonSpan found = span.member("text").orElseThrow();

            assertThat(JACKSON.readTree(found.copy())).isEqualTo(expected);
            assertThat(span.text("text")).isEqualTo(expected.isTextual() ? expected.asText() : "");
        }
    }

    @Test
    void quote_anyText_isReadBackAsItWas() throws JsonProcessingException {
        Random random = new Random(13);
        for (int i = 0; i < ROUNDS; i++) {
            String text = Json.text(random);
            String quoted = JsonText.quote(text);
            byte[] bytes = quoted.getBytes(UTF_8);

            assertThat(JACKSON.readTree(quoted).asText()).isEqualTo(text);
            assertThat(JsonText.decode(bytes, 1, bytes.length - 1)).isEqualTo(text);
        }
    }

    private static boolean isJson(byte[] json) {
        try {
            return !JACKSON.readTree(json).isMissingNode();
        } catch (IOException malformed) {
            return false;
        }
    }

    private static byte[] mutated(String json, Random random) {
        byte[] bytes = json.getBytes(UTF_8);
        String alphabet = "{}[]\",:\\u0159.eE+-ntf \n";
        for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            if (bytes[at] > 0) {
                bytes[at] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
            }
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    /** Makes JSON. */
    private static final class Json {

        static String random(Random random, int depth) {
            return switch (random.nextInt(depth > 0 ? 7 : 5)) {
                case 0 -> JsonText.quote(text(random));
                case 1 -> Integer.toString(random.nextInt(2_000) - 1_000);
                case 2 -> Double.toString(random.nextDouble() * 1e10);
                case 3 -> random.nextBoolean() ? "true" : "null";
                case 4 -> "\"\\u00" + (10 + random.nextInt(80)) + "\"";
                case 5 -> {
                    StringBuilder array = new StringBuilder("[");
                    for (int i = random.nextInt(4); i > 0; i--) {
                        array.append(random(random, depth - 1)).append(i > 1 ? " , " : "");
                    }
                    yield array.append("]").toString();
                }
                default -> {
                    StringBuilder object = new StringBuilder("{ ");
                    for (int i = random.nextInt(4); i > 0; i--) {
                        object.append("\"k").append(i).append("\" :").append(random(random, depth - 1));
                        object.append(i > 1 ? "," : "");
                    }
                    yield object.append("}").toString();
                }
            };
        }

        static String text(Random random) {
            String[] pieces = {"a", "\"", "\\", "\n", "\u0001", "é", "水", "🌊", "longer words here ", "/", "\t"};
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            return text.toString();
        }
    }
}
