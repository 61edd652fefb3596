package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code export} as users and scripts see it. */
@Timeout(60)
final class ExportCommandTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @TempDir
    private Path folder;

    @BeforeEach
    void tellOne() {
        try (KeptStory story = KeptStory.begin(folder, "s-one")) {
            story.tell(
                    new SessionEvent.UserInput("count the lines"),
                    new SessionEvent.ResponseStarted("", JSON.objectNode()),
                    new SessionEvent.BlockFinished(
                            JSON.objectNode().put("type", "text").put("text", "There are **12**.")),
                    new SessionEvent.ResponseFinished("end_turn", MissingNode.getInstance(), KeptStory.USAGE),
                    new SessionEvent.ToolStarted(
                            new ToolCall("t1", "bash", JSON.objectNode().put("command", "cat a"))),
                    new SessionEvent.ToolFinished("t1", "bash", ToolResult.text("```\nin a fence\n```")),
                    new SessionEvent.Unknown(
                            "hologram",
                            JSON.objectNode().put("type", "hologram").put("x", 1)),
                    KeptStory.ended("There are **12**."));
        }
    }

    @Test
    void export_markdown_isTheTranscript() {
        assertThat(run("s-one").out()).isEqualTo("""
                        # count the lines

                        Session s-one · 20 Nov 2026, 11:57 · claude-opus-5-5 · 12,071 tokens, $0.0412 · `/home/you/shop`

                        ## You · 20 Nov 2026, 11:57

                        count the lines

                        ## claude-opus-5-5

                        There are **12**.

                        **bash**

                        ```
                        cat a
                        ```

                        *Result:*

                        ````
                        ```
                        in a fence
                        ```
                        ````

                        *Something that a later version knows of: hologram*

                        *complete · 1 request · 1,000 tokens in, 200 out · $0.0080 · 1.5 s*

                        """);
    }

    @Test
    void export_jsonl_isEveryEntryAsItWasWritten() {
        Invocation export = run("s-one", "--format", "jsonl");

        assertThat(export.json()).hasSize(9);
        assertThat(export.json().getFirst().toString())
                .startsWith(
                        "{\"seq\":1,\"at\":\"2026-11-20T11:57:00Z\",\"type\":\"session\",\"event\":{\"type\":\"session\"");
        assertThat(export.json().get(7).path("event").path("x").asInt()).isEqualTo(1);
    }

    @Test
    void export_page_isAFileForItsOwnerOnly() throws IOException {
        Invocation export = run("s-o", "--output", "out.html");

        Path file = folder.resolve("out.html");
        assertThat(export.exitCode()).isZero();
        assertThat(export.out()).isEmpty();
        assertThat(file)
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("<strong>12</strong>")
                .endsWith("</html>\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(".home", "out.html");
        }
    }

    @Test
    void export_fileIsThere_isNotLostUnlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("out.md"), "mine");

        Invocation export = run("s-one", "--output", "out.md");

        assertThat(export.exitCode()).isEqualTo(2);
        assertThat(export.err()).contains(file.toString(), "--force");
        assertThat(file).hasContent("mine");
        assertThat(run("s-one", "--output", "out.md", "--force").exitCode()).isZero();
        assertThat(file).content().startsWith("# count the lines");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--format|pdf|`--format` is `pdf`: say html, md or jsonl",
                "--output|no/such/out.md|`--output` is `no/such/out.md`",
                "--output|.home|is a folder",
            })
    void export_whatCannotBe_isAUsageErrorThatNamesIt(String flag, String value, String message) {
        Invocation export = run("s-one", flag, value);

        assertThat(export.exitCode()).isEqualTo(2);
        assertThat(export.err()).contains(message);
    }

    @Test
    void export_entryThatIsDamaged_isThereInTheEvents() {
        try (KeptStory story = KeptStory.begin(folder, "s-two")) {
            story.damaged("{\"type\":\"user\"");
        }

        Invocation transcript = run("s-two", "--output", "out.md");

        assertThat(transcript.exitCode()).isEqualTo(1);
        assertThat(transcript.err()).contains("Event 2", "--format jsonl");
        assertThat(folder.resolve("out.md")).doesNotExist();
        assertThat(run("s-two", "--format", "jsonl").json())
                .extracting(line -> line.path("raw").asText())
                .isEqualTo(List.of("", "{\"type\":\"user\""));
    }

    private Invocation run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "export";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Invocation.in(folder).run(all);
    }
}
