package dev.perennial.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The programs in {@code docs/streaming.md} are the tested examples, to the letter. After a change of one, {@code ./mvnw test -pl
 * perennial-examples -am -Dtest=StreamingDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dperennial.docs=write} writes them
 * there.
 */
final class StreamingDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "streaming.md");
    private static final String PACKAGE = "dev/perennial/examples/";
    private static final Pattern SNIPPET = Pattern.compile("\\{@snippet file=\"([^\"]+)\"}");
    private static final Pattern PLACE =
            Pattern.compile("<!-- example ([a-z-]+) -->\n(.*?)<!-- end -->", Pattern.DOTALL);

    @Test
    void programs_areTheExamples() throws IOException {
        String document = Files.readString(DOCUMENT);
        String right = PLACE.matcher(document).replaceAll(StreamingDocumentTest::place);
        if (System.getProperty("perennial.docs", "").equals("write")) {
            Files.writeString(DOCUMENT, right);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(right);
    }

    @Test
    void everyExample_isInTheDocument() throws IOException {
        List<String> shown = PLACE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(place -> place.group(1))
                .toList();

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Examples.all().stream().map(Example::name).toList());
    }

    /** The Javadoc tool, which shows them, runs only where the library is published. */
    @Test
    void snippetsOfTheJavadoc_areExamples() throws IOException {
        List<String> shown = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("..", "perennial-client", "src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                SNIPPET.matcher(Files.readString(file)).results().forEach(found -> shown.add(found.group(1)));
            }
        }

        assertThat(shown).hasSizeGreaterThan(8).allMatch(StreamingDocumentTest::isExample);
    }

    private static boolean isExample(String file) {
        return Examples.all().stream().anyMatch(example -> file.equals(PACKAGE + example.file()))
                && Files.exists(Path.of("src", "main", "java").resolve(file));
    }

    private static String place(MatchResult place) {
        String program = snippet(Examples.named(place.group(1)).orElseThrow().source());
        return Matcher.quoteReplacement(
                "<!-- example %s -->\n```java\n%s```\n<!-- end -->".formatted(place.group(1), program));
    }

    /** What stands in the class, without what every one of them has. */
    private static String snippet(String source) {
        String body = source.substring(source.indexOf("{\n") + 2, source.lastIndexOf("}"));
        return body.replaceAll("(?m)^    private \\w+\\(\\) \\{}\n", "")
                .replaceAll("\n\n\n+", "\n\n")
                .strip()
                .lines()
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .reduce("", (all, line) -> all + line + "\n");
    }
}
