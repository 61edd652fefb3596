package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {

    @ParameterizedTest
    @CsvSource({
        "'Hi\n```java\na;\n  b', '```java\n'",
        "'Hi\n```java\na;\n```\nmore', 'Hi\n'",
        "'Hi\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3', '| a | b |\n|---|---|\n'",
        "'| a | b |\n|---', '| a | b |\n|---\n'",
        "'| a |\n', '| a |\n'",
        "'Hi\n| a |\nthere', 'Hi\n'",
        "'1. one\n2. two', '1. one\n'",
        "'```', '```\n'"
    })
    void of_someText_isWhatItSeesOpen(String written, String opening) {
        assertThat(Opening.of(written)).isEqualTo(opening);
    }
}
