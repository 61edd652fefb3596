package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.agent.journal.SessionHead.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code sessions} as users and scripts see it. */
@Timeout(60)
final class SessionsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void sessions_none_saysHowToBeginOneAndMakesNoFile() {
        Invocation sessions = run();

        assertThat(sessions.err()).contains("./perennial run");
        assertThat(sessions.out()).isEmpty();
        assertThat(sessions.exitCode()).isZero();
        assertThat(folder.resolve(".home")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"IDLE, idle", "FAILED, failed", "RUNNING, interrupted", "ASKING, interrupted"})
    void sessions_processIsGone_tellsWhatBecameOfIt(State state, String word) {
        KeptStory.begin(folder, "s-one").state(state).close();

        Invocation sessions = run();

        assertThat(sessions.out())
                .isEqualTo("s-one  %-11s  3 min ago · claude-opus-5-5 · 12,071 tokens · $0.0412\n".formatted(word)
                        + "  count the lines\n"
                        + (word.equals("interrupted")
                                ? "  its process died; to go on: ./perennial resume s-one\n"
                                : ""));
    }

    @ParameterizedTest
    @CsvSource({"IDLE, idle", "RUNNING, running", "ASKING, asks"})
    void sessions_processLives_tellsWhatItDoes(State state, String word) {
        try (KeptStory _ = KeptStory.begin(folder, "s-one").state(state)) {
            assertThat(run().out()).startsWith("s-one  " + word + " ").doesNotContain("resume");
        }
    }

    @Test
    void sessions_json_isOneObjectALineWithStableFields() {
        KeptStory.begin(folder, "s-one").close();
        KeptStory.begin(folder, "s-two").state(State.RUNNING).close();

        Invocation sessions = run("--json");

        assertThat(sessions.json()).hasSize(2);
        JsonNode first = sessions.json()
                .get(sessions.out().indexOf("s-two") < sessions.out().indexOf("s-one") ? 0 : 1);
        assertThat(first.toString())
                .isEqualTo("{\"session\":\"s-two\",\"state\":\"interrupted\",\"title\":\"count the lines\","
                        + "\"model\":\"claude-opus-5-5\",\"folder\":\"/home/you/shop\",\"simulated\":false,"
                        + "\"created\":\"2026-11-20T11:57:00Z\",\"last_activity\":\"2026-11-20T11:57:00Z\","
                        + "\"last_seq\":1,\"tokens\":12071,\"cost_usd\":0.0412}");
    }

    @Test
    void sessions_moreThanTheLimit_saysThatThereAreMore() {
        for (int i = 0; i < 22; i++) {
            KeptStory.begin(folder, "s-%02d".formatted(i)).close();
        }

        assertThat(run().out().lines().filter(line -> line.startsWith("s-"))).hasSize(20);
        assertThat(run().err()).contains("2 more", "--all");
        assertThat(run("--all").out().lines().filter(line -> line.startsWith("s-")))
                .hasSize(22);
        assertThat(run("--limit", "3").out().lines().filter(line -> line.startsWith("s-")))
                .hasSize(3);
        assertThat(run("--json").json()).hasSize(22);
    }

    @Test
    void sessions_titleWithControls_leavesThemOut() {
        KeptStory.begin(folder, "s-one", "look \u001b[2J\u202e here\nand there").close();

        assertThat(run().out()).contains("  look [2J here and there\n").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void sessions_delete_deletesThoseAndNoOther() {
        KeptStory.begin(folder, "s-one").close();
        KeptStory.begin(folder, "s-two").close();
        KeptStory.begin(folder, "s-three").close();

        Invocation deleted = run("--delete", "s-one", "s-tw");

        assertThat(deleted.out()).isEqualTo("deleted s-one\ndeleted s-two\n");
        assertThat(run("--json").json())
                .extracting(row -> row.path("session").asText())
                .containsExactly("s-three");
    }

    @Test
    void sessions_delete_leavesNothingOfItBehind() throws Exception {
        String secret = "xylophone-7f3a";
        Invocation ran = Invocation.in(folder)
                .run(
                        "run",
                        "--result-tokens",
                        "1000",
                        "--json",
                        "run the command `for i in $(seq 9000); do echo " + secret + "; done`");
        assertThat(ran.exitCode()).isZero();
        assertThat(filesWith(secret))
                .anyMatch(name -> name.startsWith("outputs/out-"))
                .anyMatch(name -> name.startsWith("journal.db"));
        String session = ran.json().getFirst().path("session").asText();
        String read = "{\"handle\":\"" + handle() + "\",\"tail\":3}";
        assertThat(Invocation.in(folder).run("tool", "read_output", read).out()).contains(secret);

        assertThat(run("--delete", session).exitCode()).isZero();

        assertThat(filesWith(secret)).isEmpty();
        assertThat(Invocation.in(folder).run("tool", "read_output", read).out()).contains("There is no output");
    }

    private String handle() throws IOException {
        try (Stream<Path> outputs = Files.list(folder.resolve(".home/outputs"))) {
            return outputs.filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow()
                    .getFileName()
                    .toString()
                    .replace(".txt", "");
        }
    }

    /** The files below the home of Perennial that hold a text, by their names. */
    private List<String> filesWith(String text) throws IOException {
        Path home = folder.resolve(".home");
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .map(file -> home.relativize(file).toString())
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sessions_deleteOneThatIsNotThere_deletesNone() {
        KeptStory.begin(folder, "s-one").close();

        Invocation deleted = run("--delete", "s-one", "s-onf");

        assertThat(deleted.exitCode()).isEqualTo(2);
        assertThat(deleted.err()).contains("`s-onf`", "s-one", "./perennial sessions");
        assertThat(run("--json").json()).hasSize(1);
    }

    @Test
    void sessions_deleteOneThatIsRun_saysByWhom() {
        try (KeptStory _ = KeptStory.begin(folder, "s-one")) {
            Invocation deleted = run("--delete", "s-one");

            assertThat(deleted.exitCode()).isEqualTo(1);
            assertThat(deleted.err()).contains("s-one", "in use");
        }
        assertThat(run("--json").json()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"--limit, -1", "--limit, some"})
    void sessions_limitThatIsNone_isAUsageError(String flag, String value) {
        Invocation sessions = run(flag, value);

        assertThat(sessions.exitCode()).isEqualTo(2);
        assertThat(sessions.err()).contains("`--limit`", value);
    }

    private Invocation run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "sessions";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Invocation.in(folder).run(all);
    }
}
