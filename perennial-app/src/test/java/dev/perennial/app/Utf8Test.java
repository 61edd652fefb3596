package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Utf8Test {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000})
    void isValid_textOfAnyLength_isTrue(int length) {
        assertThat(Utf8.isValid("é".repeat(length).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Test
    void isValid_cutInACharacter_isFalse() {
        byte[] bytes = "a€".getBytes(StandardCharsets.UTF_8);

        assertThat(Utf8.isValid(Arrays.copyOf(bytes, bytes.length - 1))).isFalse();
    }

    /** The JDK replaces what it cannot decode, so valid is what survives the way there and back. */
    @Test
    void isValid_randomBytes_agreesWithTheJdk() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(6)];
            random.nextBytes(bytes);
            byte[] back = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);

            assertThat(Utf8.isValid(bytes)).isEqualTo(Arrays.equals(bytes, back));
        }
    }
}
