package dev.perennial.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IntentParserTest {

    static Stream<String> phrasings() throws IOException {
        try (InputStream table = Objects.requireNonNull(IntentParserTest.class.getResourceAsStream("phrasings.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("phrasings")
    void parse_freeWording_isUnderstood(String row) {
        int arrow = row.lastIndexOf(" => ");

        Task task = IntentParser.parse(row.substring(0, arrow), List.of(), "");

        assertThat(Described.task(task)).isEqualTo(row.substring(arrow + 4));
    }

    @Test
    void parse_followUp_takesWhatIsMissingFromBefore() {
        List<String> before = List.of("Count the lines of Java in each module of core and write it to a.md");

        assertThat(followUp("now do the same for Python", before))
                .startsWith("count LINES [Python]")
                .contains("by MODULE");
        assertThat(followUp("and save that to b.md", before))
                .startsWith("count LINES [Java]")
                .endsWith("> b.md");
    }

    @Test
    void parse_hostileText_endsWithoutException() {
        for (String text : List.of(
                "",
                "   ",
                "⟦0⟧",
                "⟦99⟧ in ⟦7⟧",
                "`",
                "\"",
                "'''",
                "run ``",
                "((((((",
                "1/0",
                "9^9999999",
                "\u0000",
                "count ".repeat(2_000),
                "it's 'a ".repeat(3_000),
                "count" + " ".repeat(100_000) + "lines",
                "a/".repeat(50_000),
                "a.b".repeat(3_000))) {
            assertThat(IntentParser.parse(text, List.of(text), "")).isNotNull();
        }
    }

    private static String followUp(String request, List<String> before) {
        return Described.task(IntentParser.parse(request, before, ""));
    }
}
