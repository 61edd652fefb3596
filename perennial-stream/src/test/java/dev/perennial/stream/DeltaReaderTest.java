package dev.perennial.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way says what a parser of JSON says, or nothing. */
final class DeltaReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN =
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}";

    private final DeltaReader deltas = new DeltaReader();

    @Test
    void read_nothingLearned_isNoShortWay() {
        assertThat(read(PLAIN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "",
                "with \\\"quotes\\\" and \\\\ and \\n",
                "\\ud83d\\ude00",
                "\\ud83d",
                "gr\u00fc\u00df",
                "\ud83d\ude00 and \u4f60\u597d"
            })
    void read_otherText_isThatText(String text) throws Exception {
        learn(PLAIN);
        String other = PLAIN.replace("Hi", text);

        assertThat(read(other)).contains(JSON.readTree(other).at("/delta/text").textValue());
    }

    @Test
    void read_paddedWithBlanks_isTheText() {
        learn(PLAIN);

        assertThat(read(PLAIN.substring(0, PLAIN.length() - 1) + "        }")).contains("Hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\",\"x\":1}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"},\"index\":1}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}} x",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\\x\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\\u12\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":7}}",
                "{\"type\":\"ping\"}",
                ""
            })
    void read_otherForm_isNoShortWay(String data) {
        learn(PLAIN);

        assertThat(read(data)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"Hi\",\"type\":\"text_delta\"},\"index\":0}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"Hi\",\"text\":7}}",
                "{\"delta\":7}",
                "nonsense"
            })
    void learn_otherForm_forgetsTheOneBefore(String data) {
        learn(PLAIN);
        learn(data);

        assertThat(read(PLAIN)).isEmpty();
    }

    @Test
    void forget_knowsNoFormAnyMore() {
        learn(PLAIN);
        deltas.forget();

        assertThat(read(PLAIN)).isEmpty();
    }

    @Test
    void isAscii_onlyWhereBytesAreCharacters() {
        learn(PLAIN);
        for (String text : List.of("plain", "much longer than eight bytes", "")) {
            assertThat(read(PLAIN.replace("Hi", text))).isPresent();
            assertThat(deltas.isAscii()).as(text).isTrue();
        }
        for (String text : List.of("\u00fc", "much longer than eight \\n", "12345678\u00fc", "\\u0041")) {
            assertThat(read(PLAIN.replace("Hi", text))).isPresent();
            assertThat(deltas.isAscii()).as(text).isFalse();
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 2_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void read_damagedFrame_saysWhatAParserSaysOrNothing(int seed) {
        Random random = new Random(seed);
        learn(PLAIN);
        StringBuilder damaged = new StringBuilder(PLAIN.replace("Hi", "Hello \\n w\u00f6rld"));
        for (int i = random.nextInt(3); i >= 0; i--) {
            damaged.setCharAt(random.nextInt(damaged.length()), "\"\\{}:,ab0 ".charAt(random.nextInt(10)));
        }
        String data = damaged.toString();

        read(data)
                .ifPresent(text ->
                        assertThat(parsed(data)).as("seed %d: %s", seed, data).contains(text));
    }

    private static Optional<String> parsed(String data) {
        try {
            JsonNode event = JSON.readTree(data);
            boolean same = event.path("type").asText().equals("content_block_delta")
                    && event.path("index").asInt(-1) == 0
                    && event.at("/delta/type").asText().equals("text_delta");
            return same ? Optional.ofNullable(event.at("/delta/text").textValue()) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void learn(String data) {
        frame(data, frame -> deltas.learn(frame, "text"));
    }

    private Optional<String> read(String data) {
        List<String> texts = new ArrayList<>();
        frame(data, frame -> {
            if (deltas.read(frame)) {
                texts.add(deltas.text());
            }
        });
        return texts.stream().findFirst();
    }

    private static void frame(String data, FrameSink sink) {
        byte[] bytes = ("event: content_block_delta\ndata: " + data + "\n\n").getBytes(UTF_8);
        new SseDecoder().feed(bytes, 0, bytes.length, sink);
    }
}
