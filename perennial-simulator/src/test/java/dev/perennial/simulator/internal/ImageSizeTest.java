package dev.perennial.simulator.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void of_realImage_readsItsSize(String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(321, 123, BufferedImage.TYPE_INT_RGB), format, file);

        assertThat(ImageSize.of(file.toByteArray())).contains(new ImageSize("image/" + format, 321, 123));
    }

    /** As much of a WebP file as tells its size: two numbers of four bytes in little-endian order. */
    private static byte[] webp(String kind, int firstAt, int first, int secondAt, int second) {
        byte[] bytes = Arrays.copyOf(("RIFF\0\0\0\0WEBP" + kind).getBytes(ISO_8859_1), 40);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(firstAt, first)
                .putInt(secondAt, second);
        return bytes;
    }

    @Test
    void of_webp_readsEachOfItsForms() {
        ImageSize size = new ImageSize("image/webp", 321, 123);

        assertThat(ImageSize.of(webp("VP8 ", 26, 321, 28, 123))).contains(size);
        assertThat(ImageSize.of(webp("VP8L", 21, 320 | 122 << 14, 30, 0))).contains(size);
        assertThat(ImageSize.of(webp("VP8X", 24, 320, 27, 122))).contains(size);
    }

    @Test
    void of_anyOtherBytes_isEmptyAndNeverThrows() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && i % 2 == 0) {
                bytes[0] = (byte) 0xFF;
                bytes[1] = (byte) 0xD8;
            }
            ImageSize.of(bytes);
        }
        assertThat(ImageSize.of(new byte[0])).isEmpty();
        assertThat(ImageSize.of("hello, world, how are you".getBytes(ISO_8859_1)))
                .isEmpty();
    }

    @Test
    void ofBase64_brokenText_isEmpty() {
        assertThat(ImageSize.ofBase64("")).isEmpty();
        assertThat(ImageSize.ofBase64("iVBO")).isEmpty();
    }
}
