package dev.perennial.client.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EscapeSequenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[m",
                "\u001b[1;31m",
                "\u001b[?2004h",
                "\u001b[1 q",
                "\u001b]0;a title\u0007",
                "\u001b]8;;https://example.com\u001b\\",
                "\u001bPdata\u001b\\",
                "\u001b_app\u001b\\",
                "\u001bXstart\u009c",
                "\u001b(B",
                "\u001b7",
                "\u001bc",
                "\u009b31m",
                "\u009dtitle\u0007",
                "\u0090data\u009c",
            })
    void end_wholeSequence_isBehindIt(String sequence) {
        assertThat(EscapeSequence.startsAt("x" + sequence + "0m", 1)).isTrue();
        assertThat(EscapeSequence.end("x" + sequence + "0m", 1)).isEqualTo(1 + sequence.length());
        for (int cut = 1; cut < sequence.length(); cut++) {
            assertThat(EscapeSequence.end(sequence.substring(0, cut), 0)).isEqualTo(EscapeSequence.GOES_ON);
        }
    }

    @Test
    void end_brokenSequence_isWhereItBreaks() {
        assertThat(EscapeSequence.end("\u001b[31é", 0)).isEqualTo(4);
        assertThat(EscapeSequence.end("\u001bé", 0)).isEqualTo(1);
        assertThat(EscapeSequence.end("\u001b\u001b[m", 0)).isEqualTo(1);
        assertThat(EscapeSequence.end("\u001b]0;title\u001b[m", 0)).isEqualTo(9);
        assertThat(EscapeSequence.end("\u001b]0;title\u0018x", 0)).isEqualTo(10);
    }

    @Test
    void startsAt_text_isFalse() {
        assertThat(EscapeSequence.startsAt("[m", 0)).isFalse();
        assertThat(EscapeSequence.startsAt("\u0085", 0)).isFalse();
    }
}
