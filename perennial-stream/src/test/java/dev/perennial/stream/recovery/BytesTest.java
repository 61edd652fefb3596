package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 9, 10, 11, 99, 100, 107, 64_000, Integer.MAX_VALUE})
    void addNumber_writesItsDigits(int number) {
        Bytes bytes = new Bytes();
        bytes.addNumber(number);

        assertThat(new String(bytes.copy(), UTF_8)).isEqualTo(Integer.toString(number));
    }

    @Test
    void add_growsAsFarAsItHasTo() {
        Bytes bytes = new Bytes();
        StringBuilder expected = new StringBuilder();
        for (int length = 0; length < 300; length += 7) {
            String piece = "x".repeat(length);
            byte[] inTheMiddle = ("<" + piece + ">").getBytes(UTF_8);
            bytes.add(inTheMiddle, 1, 1 + length);
            bytes.addNumber(length % 10);
            expected.append(piece).append(length % 10);
        }

        assertThat(new String(bytes.copy(), UTF_8)).isEqualTo(expected.toString());
        assertThat(bytes.length()).isEqualTo(expected.length());
    }

    @Test
    void clear_forgetsWhatWasThere() {
        Bytes bytes = new Bytes();
        bytes.add("old");
        bytes.clear();
        assertThat(bytes.isEmpty()).isTrue();

        bytes.add("n");
        assertThat(bytes.copy()).containsExactly('n');
    }
}
