package dev.perennial.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes, in any pieces. In each build over a few seeds; {@code -Pfull} has the fuzzer look for more.
 *
 * <p>The first byte of an input decides how the others are cut into pieces, the second how large a frame may be.
 */
class SseDecoderFuzzTest {

    private static final int SETTINGS = 2;
    private static final int SMALL_LIMITS = 64;
    private static final int LONGEST_PIECE = 40;

    /** What a decoder made of some bytes, and whether it gave a frame up as too large. */
    private record Decoded(Heard heard, Optional<FrameEnd> end) {}

    static Stream<byte[]> seeds() {
        List<String> streams = List.of(
                "event: ping\ndata: {\"type\": \"ping\"}\n\n",
                "\uFEFFdata: a\r\ndata: b\r\n\r\n: comment\r\rid: 7\nretry: 1000\ndata\n\n",
                "event: cut\ndata: 流れ🌊\r\n\r\ndata: {\"type\":\"content_block_delta\"",
                "\r\n\r\r\n\n\r\ndata:\0x\n\nid: a\0b\nretry: 99999999999999999999\ndata: y\r\r\n");
        return streams.stream()
                .flatMap(s -> Stream.of("\0\0", "\1\0", "\7\20").map(settings -> settings + s))
                .map(s -> s.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @DictionaryEntries({"data: ", "event: ", "id: ", "retry: "})
    @FuzzTest(maxDuration = "1m")
    void feed_anyBytesInAnyPieces_isTheSameFramesAndARest(byte[] input) {
        if (input.length < SETTINGS) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(input, SETTINGS, input.length);
        Decoded pieces = decode(stream, SseDecoder.DEFAULT_MAX_FRAME_BYTES, input[0], LONGEST_PIECE);
        Decoded bytes = decode(stream, SseDecoder.DEFAULT_MAX_FRAME_BYTES, 0, 1);

        assertThat(pieces.heard().events()).isEqualTo(bytes.heard().events());
        assertFramesAndRestAre(stream, pieces);
        assertFramesAndRestAre(stream, bytes);
        assertGivesUpOnlyWhatIsTooLarge(stream, 1 + Math.floorMod(input[1], SMALL_LIMITS), pieces);
    }

    /** No limit makes other frames of the same bytes: it only ends them early. */
    private static void assertGivesUpOnlyWhatIsTooLarge(byte[] stream, int limit, Decoded unlimited) {
        Decoded limited = decode(stream, limit, 0, 1);
        List<Heard.Event> heard = limited.heard().events();
        List<Heard.Event> all = unlimited.heard().events();

        assertThat(heard).isEqualTo(all.subList(0, heard.size()));
        assertThat(limited.heard().longestFrame()).isLessThanOrEqualTo(limit);
        if (limited.end().isPresent()) {
            assertThat(heard).isEqualTo(all);
        }
    }

    private static void assertFramesAndRestAre(byte[] stream, Decoded decoded) {
        byte[] raw = decoded.heard().raw();
        assertThat(Arrays.copyOf(stream, raw.length)).isEqualTo(raw);
        if (decoded.end().orElseThrow() instanceof FrameEnd.InsideFrame rest) {
            assertThat(rest.bytes()).isEqualTo(stream.length - raw.length);
        }
    }

    /** Feeds pieces of random lengths up to the longest, as a seed has them. */
    private static Decoded decode(byte[] stream, int limit, int seed, int longest) {
        SplittableRandom random = new SplittableRandom(seed);
        SseDecoder decoder = new SseDecoder(limit);
        Heard heard = new Heard();
        try {
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(random.nextInt(longest) + 1, stream.length - at);
                decoder.feed(stream, at, length, heard);
                at += length;
            }
            return new Decoded(heard, Optional.of(decoder.end()));
        } catch (FrameTooLargeException tooLarge) {
            return new Decoded(heard, Optional.empty());
        }
    }
}
