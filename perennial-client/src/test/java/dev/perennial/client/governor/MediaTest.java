package dev.perennial.client.governor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaTest {

    private static String encoded(String hex) {
        byte[] head = HexFormat.of().parseHex(hex.replace(" ", ""));
        return Base64.getEncoder().encodeToString(Arrays.copyOf(head, Math.max(60, head.length)));
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a 0000000d 49484452 00000280 000001e0, 640, 480",
        "474946383961 8002 e001, 640, 480",
        "52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001, 640, 480",
        "52494646 00000000 57454250 56503858 00000000 00000000 7f0200 df0100, 640, 480",
        "52494646 00000000 57454250 5650384c 00000000 2f 7fc27700, 640, 480",
        "ffd8ffe0 0010 4a46494600010100000100010000 ffc0 0011 08 01e0 0280 03, 640, 480"
    })
    void sizes_ofImages_areRead(String hex, int width, int height) {
        assertThat(Media.of(encoded(hex)))
                .hasValueSatisfying(media ->
                        assertThat(new int[] {media.width(), media.height()}).containsExactly(width, height));
    }

    @Test
    void imagesOfUnknownSize_areUsualOnes() {
        assertThat(Media.of(encoded("ffd8ffe0 0010")).orElseThrow().tokens(4)).isEqualTo(1_500);
    }

    @Test
    void documents_countByTheirLength() {
        String pdf = Base64.getEncoder().encodeToString(("%PDF-1.7" + "x".repeat(300_000)).getBytes(US_ASCII));

        assertThat(Media.of(pdf).orElseThrow().tokens(4)).isBetween(9_900L, 10_100L);
    }

    @Test
    void texts_areNone() {
        assertThat(Media.of("Hello, how are you today? ".repeat(10))).isEmpty();
        assertThat(Media.of("/9j/ is how the path of a file could begin, of course"))
                .isEmpty();
    }
}
