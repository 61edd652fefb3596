package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.simulator.Reply;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools may do in {@code run}, taking it back with {@code undo}, and results of any size and kind. */
@Timeout(60)
final class PermissionCommandsTest {

    @TempDir
    private Path folder;

    @RegisterExtension
    private final ScriptedSimulator server = new ScriptedSimulator("done");

    @Test
    void run_commandThatReachesOutside_isDeniedWithTheFlag() {
        bash("ls /root && echo reached");

        JsonNode result = run("go");

        assertThat(result.path("is_error").asBoolean()).isTrue();
        assertThat(text(result)).contains("--allow 'bash: ls /root'", "--yes").doesNotContain("reached");
    }

    @Test
    void run_commandInTheFolder_isRun() {
        bash("echo one >a.txt && cat a.txt");

        assertThat(text(run("go"))).isEqualTo("one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"--yes|", "--allow|bash: echo *", "--allow|bash"})
    void run_askedButAllowedByAFlag_isRun(String flag, String value) {
        bash("echo reached ~/x");

        assertThat(text(value == null ? run(flag, "go") : run(flag, value, "go")))
                .startsWith("reached");
    }

    @Test
    void run_deniedByAFlag_isNotRunEvenWithYes() {
        bash("echo one; git push");

        assertThat(text(run("--yes", "--deny", "bash: rm*", "--deny", "bash: git push*", "go")))
                .contains("git push*", "denies");
    }

    @Test
    void run_rulesOfTheUsersFile_holdAndAFolderCanOnlyTighten() throws IOException {
        Files.createDirectories(folder.resolve(".home"));
        Files.writeString(folder.resolve(".home/perennial.toml"), "deny = ['bash: git push*', 'bash: rm*']\n");
        Files.writeString(folder.resolve("perennial.toml"), "deny = 'bash: make*'\n");
        bash("rm x");
        bash("make");

        run("go");

        List<JsonNode> results = results();
        assertThat(results).hasSize(2).allMatch(result -> text(result).contains("denies"));
    }

    @Test
    void run_folderThatAllows_isRefused() throws IOException {
        Files.writeString(folder.resolve("perennial.toml"), "allow = 'bash'\n");

        Invocation run =
                Invocation.in(folder).run("run", "--base-url", server.baseUrl().toString(), "go");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("allow", "a folder's file cannot set this");
    }

    @Test
    void run_ruleThatIsNone_isRefusedBeforeAnythingIsAsked() {
        Invocation run =
                Invocation.in(folder).run("run", "--base-url", server.baseUrl().toString(), "--deny", "bash:", "go");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("`deny`", "bash: git status*");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void undo_afterARun_putsFilesBack() throws IOException {
        Path old = Files.writeString(folder.resolve("old.txt"), "before\n");
        Path made = folder.resolve("made.txt");
        editor(input("create", made).put("file_text", "new\n"));
        editor(input("str_replace", old).put("old_str", "before").put("new_str", "after"));

        Invocation run =
                Invocation.in(folder).run("run", "--base-url", server.baseUrl().toString(), "go");
        assertThat(old).hasContent("after\n");
        Matcher session = Pattern.compile("undo (s-[0-9a-z]+)").matcher(run.err());
        assertThat(session.find()).as(run.err()).isTrue();

        Invocation undo = Invocation.in(folder).run("undo", session.group(1));

        assertThat(undo.exitCode()).as(undo.err()).isZero();
        assertThat(undo.out()).contains("put back " + old.toRealPath(), "made.txt");
        assertThat(old).hasContent("before\n");
        assertThat(made).doesNotExist();
        assertThat(Invocation.in(folder).run("undo", session.group(1)).out()).contains("nothing more to undo");
    }

    @Test
    void undo_fileChangedSince_needsForce() throws IOException {
        Path old = Files.writeString(folder.resolve("old.txt"), "before\n");
        editor(input("str_replace", old).put("old_str", "before").put("new_str", "after"));
        Invocation run =
                Invocation.in(folder).run("run", "--base-url", server.baseUrl().toString(), "go");
        String session = run.err().replaceAll("(?s).*undo (s-[0-9a-z]+).*", "$1");
        Files.writeString(old, "mine\n");

        Invocation undo = Invocation.in(folder).run("undo", session);
        assertThat(undo.exitCode()).isEqualTo(1);
        assertThat(undo.err()).contains("changed since", "old.txt", "--force");
        assertThat(old).hasContent("mine\n");

        assertThat(Invocation.in(folder).run("undo", session, "--force").exitCode())
                .isZero();
        assertThat(old).hasContent("before\n");
    }

    @Test
    void run_changesOlderThanTheRetention_areForgotten() throws IOException {
        Path changes = folder.resolve(".home/changes");
        for (String session : List.of("s-old", "s-young")) {
            Files.createDirectories(changes.resolve(session));
            Files.writeString(changes.resolve(session).resolve("changes.jsonl"), "");
        }
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        Files.setLastModifiedTime(changes.resolve("s-old"), FileTime.from(now.minus(Duration.ofDays(3))));
        Files.setLastModifiedTime(changes.resolve("s-young"), FileTime.from(now.minus(Duration.ofDays(1))));
        bash("true");

        run("--output-retention", "48h", "go");

        assertThat(changes.resolve("s-old")).doesNotExist();
        assertThat(changes.resolve("s-young")).exists();
    }

    @ParameterizedTest
    @CsvSource({"s-nobody", "../x", "''"})
    void undo_noSuchSession_isAUsageError(String session) {
        assertThat(Invocation.in(folder).run("undo", session).exitCode()).isEqualTo(2);
    }

    @Test
    void tool_longOutput_isReadOnByAnotherCall() {
        Invocation tool = Invocation.in(folder).run("tool", "bash", "{\"command\":\"seq 100000\"}");
        String shown = text(tool.json().getFirst());
        assertThat(shown).startsWith("1\n2\n").contains("588,895 bytes, 100,000 lines");

        Matcher next = Pattern.compile("read_output (\\{.*?})").matcher(shown);
        assertThat(next.find()).isTrue();
        Invocation read = Invocation.in(folder).run("tool", "read_output", next.group(1));

        assertThat(text(read.json().getFirst())).contains("Next: read_output {\"handle\":\"out-");
    }

    @Test
    void tool_resultTokens_boundTheResult() {
        Invocation tool =
                Invocation.in(folder).run("tool", "bash", "{\"command\":\"seq 2000\"}", "--result-tokens", "500");

        assertThat(text(tool.json().getFirst())).contains("are not shown here").hasSizeLessThan(2_500);
        assertThat(Invocation.in(folder)
                        .run("tool", "bash", "{}", "--result-tokens", "10")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void tool_readFile_goesThroughTheWholeFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "line of text\n".repeat(20_000));
        String input = JsonNodeFactory.instance
                .objectNode()
                .put("path", file.toString())
                .toString();
        long length = 0;
        while (!input.isEmpty()) {
            String page = text(
                    Invocation.in(folder).run("tool", "read_file", input).json().getFirst());
            int place = page.lastIndexOf("\n[Bytes ");
            length += place;
            Matcher next = Pattern.compile("Next: read_file (\\{.*})").matcher(page.substring(place));
            input = next.find() ? next.group(1) : "";
        }
        assertThat(length).isEqualTo(260_000);
    }

    @Test
    void run_imageViewed_isSeenByTheModelAndInTheEvents() throws IOException {
        BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        Path file = Files.write(folder.resolve("a.png"), bytes.toByteArray());
        editor(input("view", file));

        Invocation run = Invocation.in(folder)
                .run("run", "--json", "--base-url", server.baseUrl().toString(), "go");

        assertThat(results()
                        .getFirst()
                        .path("content")
                        .path(1)
                        .at("/source/media_type")
                        .asText())
                .isEqualTo("image/png");
        assertThat(run.json())
                .filteredOn(event -> event.path("type").asText().equals("tool_result"))
                .singleElement()
                .satisfies(event -> assertThat(
                                event.path("content").path(1).path("type").asText())
                        .isEqualTo("image"));
    }

    @Test
    void run_providersCredentials_areNotInTheShell() {
        bash("env");

        JsonNode result =
                run("--provider", "anthropic", "--fallback", "bedrock:us-east-1/us.anthropic.claude-opus-5-5", "go");

        assertThat(text(result)).doesNotContain("s3cret").contains("GITHUB_TOKEN=kept");
    }

    @ParameterizedTest
    @CsvSource({"y, ONCE", "YES, ONCE", "s, SESSION", "p, PROJECT", "n, NO", "'', NO"})
    void prompt_answer_isUnderstoodAndTheEndOfInputIsANo(String typed, PermissionAnswer answer) throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        PermissionAnswer given;
        try (PrintStream err = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
            byte[] lines = ("what\n" + typed + "\n").getBytes(StandardCharsets.UTF_8);
            given = new TerminalPermissions(new ByteArrayInputStream(lines), err)
                    .ask(new PermissionQuestion(
                            "bash",
                            "`sudo` reaches outside",
                            "sudo rm \u001b[2Jx\nsecond",
                            List.of("bash: sudo rm x")));
        }
        assertThat(given).isEqualTo(answer);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("`sudo` reaches outside", "sudo rm ", "second", "bash: sudo rm x")
                .doesNotContain("\u001b");
    }

    private void bash(String command) {
        server.add(Reply.of(
                Reply.toolUseBlock("bash", JsonNodeFactory.instance.objectNode().put("command", command))));
    }

    private void editor(ObjectNode input) {
        server.add(Reply.of(Reply.toolUseBlock("str_replace_based_edit_tool", input)));
    }

    private static ObjectNode input(String command, Path path) {
        return JsonNodeFactory.instance.objectNode().put("command", command).put("path", path.toString());
    }

    private JsonNode run(String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("run", "--base-url", server.baseUrl().toString()));
        all.addAll(List.of(arguments));
        Invocation run = Invocation.in(folder)
                .with("HOME", "/root")
                .with("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
                .with("AWS_SECRET_ACCESS_KEY", "s3cret")
                .with("GITHUB_TOKEN", "kept")
                .run(all.toArray(String[]::new));
        assertThat(results()).as(run.err()).isNotEmpty();
        return results().getLast();
    }

    /** The results of the last request, in order. */
    private List<JsonNode> results() {
        List<JsonNode> results = new ArrayList<>();
        if (server.requests().isEmpty()) {
            return results;
        }
        for (JsonNode message : server.lastBody().path("messages")) {
            for (JsonNode block : message.path("content")) {
                if (block.path("type").asText().equals("tool_result")) {
                    results.add(block);
                }
            }
        }
        return results;
    }

    private static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asText();
    }
}
