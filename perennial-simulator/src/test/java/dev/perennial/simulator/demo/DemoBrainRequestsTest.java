package dev.perennial.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests in many wordings, carried out for real; each row says what the answer and the files must hold. */
final class DemoBrainRequestsTest {

    @TempDir
    Path folder;

    static Stream<String> rows() throws IOException {
        try (InputStream table =
                Objects.requireNonNull(DemoBrainRequestsTest.class.getResourceAsStream("requests.txt"))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("# ")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void ask_freeWording_isDoneAndAnswered(String row) {
        List<String> parts = List.of(row.split(" => ", 2));
        Workshop workshop = SampleTree.in(folder);

        String answer = workshop.ask(parts.getFirst().replace("\\n", "\n"));

        for (String expected : parts.getLast().split(" ; ", -1)) {
            check(workshop, answer, expected.replace("\\n", "\n"));
        }
        assertThat(workshop.thoughts).allSatisfy(thought -> assertThat(thought).isNotBlank());
    }

    /** "text" is in the answer, "!text" is not, "file:text" is in the file, "file=text" is all of it, "-file" is not there. */
    private void check(Workshop workshop, String answer, String expected) {
        if (expected.startsWith("!")) {
            assertThat(answer).doesNotContain(expected.substring(1));
        } else if (expected.startsWith("-") && !expected.startsWith("- ")) {
            assertThat(folder.resolve(expected.substring(1))).doesNotExist();
        } else if (expected.startsWith("file ")) {
            String name = expected.substring(5).split("[:=]", 2)[0];
            String text = expected.substring(6 + name.length());
            boolean whole = expected.charAt(5 + name.length()) == '=';
            assertThat(workshop.read(name)).satisfies(content -> {
                if (whole) {
                    assertThat(content).isEqualTo(text);
                } else {
                    assertThat(content).contains(text);
                }
            });
        } else {
            assertThat(answer).contains(expected);
        }
    }
}
