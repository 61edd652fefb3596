package dev.perennial.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random streams, cut into random chunks; a failing run names its seed. */
class SseDecoderPropertyTest {

    private static final List<String> LINE_ENDS = List.of("\n", "\r", "\r\n");
    private static final List<String> TEXTS =
            List.of("", "x", " two  spaces ", "流れ🌊", "{\"type\":\"ping\"}", ":", "data: data", "e\u0301", "\u2028");

    @Test
    void feed_anyChunks_equalsTheStreamInOne() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = stream(random, new ArrayList<>());
            Heard whole = Heard.inOne(bytes);
            Heard parts = new Heard();
            FrameEnd end = feedInChunks(bytes, random, parts);

            assertThat(parts.events()).as("seed %d", seed).isEqualTo(whole.events());
            assertThat(end).as("seed %d", seed).isEqualTo(new FrameEnd.BetweenFrames());
        }
    }

    @Test
    void feed_anyStream_deliversWhatWasWritten() {
        for (long seed = 0; seed < 3_000; seed++) {
            List<Heard.Event> written = new ArrayList<>();
            Heard heard = Heard.inOne(stream(new Random(seed), written));

            assertThat(heard.events()).as("seed %d", seed).isEqualTo(written);
        }
    }

    @Test
    void feed_anyBytes_framesAndRestAreTheBytes() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = noise(random);
            Heard heard = new Heard();
            SseDecoder decoder = new SseDecoder();
            feed(decoder, bytes, random, heard);
            byte[] raw = heard.raw();

            assertThat(Arrays.copyOf(bytes, raw.length)).as("seed %d", seed).isEqualTo(raw);
            if (decoder.end() instanceof FrameEnd.InsideFrame rest) {
                assertThat(rest.bytes()).as("seed %d", seed).isEqualTo(bytes.length - raw.length);
            }
        }
    }

    private static FrameEnd feedInChunks(byte[] bytes, Random random, FrameSink sink) {
        SseDecoder decoder = new SseDecoder();
        feed(decoder, bytes, random, sink);
        return decoder.end();
    }

    private static void feed(SseDecoder decoder, byte[] bytes, Random random, FrameSink sink) {
        int largest = 1 + random.nextInt(40);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(random.nextInt(largest + 1), bytes.length - at);
            decoder.feed(bytes, at, length, sink);
            at += length;
        }
    }

    /** Bytes that are mostly what matters to the decoder. */
    private static byte[] noise(Random random) {
        String alphabet = "\n\r\n\r:: dataevent\0\uFEFFé🌊";
        byte[] letters = alphabet.getBytes(UTF_8);
        byte[] bytes = new byte[random.nextInt(200)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = letters[random.nextInt(letters.length)];
        }
        return bytes;
    }

    private static byte[] stream(Random random, List<Heard.Event> written) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        int frames = random.nextInt(8);
        for (int i = 0; i < frames; i++) {
            frame(random, text, written);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static void frame(Random random, StringBuilder text, List<Heard.Event> written) {
        String name = "";
        List<String> data = new ArrayList<>();
        int lines = 1 + random.nextInt(5);
        for (int i = 0; i < lines; i++) {
            String value = pick(TEXTS, random);
            switch (random.nextInt(5)) {
                case 0 -> text.append(':').append(value);
                case 1 -> {
                    name = value;
                    text.append("event: ").append(value);
                }
                case 2 ->
                    text.append("unknown").append(value.isEmpty() ? "" : ":").append(value);
                default -> {
                    data.add(value);
                    text.append("data: ").append(value);
                }
            }
            text.append(pick(LINE_ENDS, random));
        }
        // LF: a CR here could pair with the line end before it, or an LF with a CR.
        text.append(text.charAt(text.length() - 1) == '\r' ? "\r" : "\n");
        if (!data.isEmpty()) {
            written.add(new Heard.Event(name, String.join("\n", data)));
        }
    }

    private static String pick(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
