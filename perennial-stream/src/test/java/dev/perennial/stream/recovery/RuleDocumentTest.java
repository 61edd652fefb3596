package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every row of the table stands in the enum, in the document, and in a test. */
class RuleDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "recovery.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (R-\\d\\d) \\|");

    private static final List<Class<?>> TESTS = List.of(
            GivenUpTest.class,
            ResumeTokensTest.class,
            ClosedHereTest.class,
            StructuredTextTest.class,
            ContinuedTextTest.class,
            SentAgainTest.class,
            AskedForMoreTest.class,
            ImpatientConsumerTest.class,
            EagerCallTest.class);

    @Test
    void document_hasTheRowsOfTheEnum_inTheirOrder() throws IOException {
        List<String> rows = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map((MatchResult r) -> r.group(1))
                .toList();

        assertThat(rows).isEqualTo(Arrays.stream(Rule.values()).map(Rule::id).toList());
    }

    @Test
    void everyRow_hasATest() {
        List<Rule> tested = TESTS.stream()
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> m.isAnnotationPresent(Cell.class))
                .flatMap(m -> Arrays.stream(m.getAnnotation(Cell.class).value()))
                .toList();

        assertThat(tested).contains(Rule.values());
    }
}
