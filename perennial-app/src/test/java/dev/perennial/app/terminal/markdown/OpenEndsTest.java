package dev.perennial.app.terminal.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that are being written, and what they are read as meanwhile. */
final class OpenEndsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "a **b|a **b**",
                "a **b |a **b**",
                "a **b** c|a **b** c",
                "a **b *c|a **b *c***",
                "a `b|a `b`",
                "a ``b ` c|a ``b ` c``",
                "a `b **c`|a `b **c`",
                "a **|a ",
                "a [|a ",
                "2 * 3 * 4|2 * 3 * 4",
                "a \\**b|a \\**b*",
                "*|*",
                "~~a|~~a~~",
            })
    void closed_openMarks_areEnded(String text, String closed) {
        assertThat(OpenEnds.closed(text)).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource({"'```\na **b'", "'~~~\na `b'", "'**a\n\nb'"})
    void closed_codeAndEarlierParagraphs_areLeft(String text) {
        assertThat(OpenEnds.closed(text)).isEqualTo(text);
    }
}
