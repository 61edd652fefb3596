package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.SseDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the short way takes, which is what makes it short; that it is right is {@link DeltaLaneTest}'s. */
class DeltaLaneMatchTest {

    private static final String HEAD =
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"";
    private static final String BEFORE = "event: before\ndata: {}\n\n";

    private static DeltaLane learned(String... stream) {
        DeltaLane lane = new DeltaLane();
        MessageFrame frame = new MessageFrame();
        byte[] bytes = String.join("", stream).getBytes(UTF_8);
        new SseDecoder().feed(bytes, 0, bytes.length, raw -> {
            frame.read(raw);
            lane.learn(raw, frame);
        });
        return lane;
    }

    private static String delta(String text) {
        return HEAD + text + "\"}}\n\n";
    }

    private static void assertTakes(DeltaLane lane, String frame, String text) {
        byte[] bytes = (BEFORE + frame + "event: after").getBytes(UTF_8);
        int from = BEFORE.length();

        assertThat(lane.matches(bytes, from, bytes.length)).isTrue();
        assertThat(new String(bytes, lane.textStart(), lane.textEnd() - lane.textStart(), UTF_8))
                .isEqualTo(text);
        assertThat(lane.end()).isEqualTo(from + frame.getBytes(UTF_8).length);
    }

    private static boolean takes(DeltaLane lane, String frame) {
        byte[] bytes = frame.getBytes(UTF_8);
        return lane.matches(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "Hello", "a \\\"quoted\\\" word", "\\\\", "\\u6d41", "流れ🌊", "}}"})
    void deltasOfTheSamePattern_areTaken_wholeOrNotAtAll(String text) {
        DeltaLane lane = learned(delta("first"));
        String frame = delta(text);

        assertTakes(lane, frame, text);
        assertTakes(lane, frame.replace("\"}}\n", "\"}   }\n"), text);
        for (int length = 0; length < frame.length(); length++) {
            assertThat(takes(lane, frame.substring(0, length))).isFalse();
        }
        assertThat(takes(lane, frame)).isTrue();
    }

    @Test
    void aPaddedDelta_isAPatternToo() {
        assertTakes(learned(delta("first").replace("\"}}\n", "\"}     }\n")), delta("x"), "x");
    }

    @Test
    void theLatestDelta_isThePattern() {
        DeltaLane lane = learned(delta("first"), delta("x").replace("\"index\":0", "\"index\":1"));

        assertThat(takes(lane, delta("x"))).isFalse();
        assertTakes(lane, delta("x").replace("\"index\":0", "\"index\":1"), "x");
    }

    @Test
    void thePattern_isKnownAfterFramesOfOtherKindsInTheSameBytes() {
        assertTakes(learned(": hello\n\n", delta("first")), delta("x"), "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"},\"p\":1}\n\n",
                "\",\"p\":1}}\n\n",
                "\"} x}\n\n",
                "\"}}\r\n\r\n",
                "\"}}\ndata: \n\n",
                "\"}}}\n\n",
                "\"}} \n\n",
                "\"}\n\n",
                "\n\"}}\n\n"
            })
    void whatEndsOtherwise_isNotTaken(String ending) {
        assertThat(takes(learned(delta("first")), HEAD + "x" + ending)).isFalse();
    }

    @Test
    void whatIsNoPlainText_isNoPattern() {
        String plain = delta("first");

        assertThat(learned(plain).isKnown()).isTrue();
        assertThat(learned(plain, plain.replace("event: content_block_delta\n", ""))
                        .isKnown())
                .isFalse();
        assertThat(learned(plain, plain.replace("\"}}", "\"},\"p\":1}")).isKnown())
                .isFalse();
        assertThat(learned(plain, plain.replace(",\"delta\"", ",\ndata: \"delta\""))
                        .isKnown())
                .isFalse();
        assertThat(learned(plain, plain.replace("text_delta", "citations_delta"))
                        .isKnown())
                .isFalse();
        String signature = plain.replace("text_delta", "signature_delta").replace("\"text\":", "\"signature\":");
        assertThat(learned(plain, signature).isKnown()).isFalse();
    }

    @Test
    void aPatternThatIsForgotten_isNotKnown() {
        DeltaLane lane = learned(delta("first"));
        lane.forget();

        assertThat(lane.isKnown()).isFalse();
    }
}
