package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.LoggedRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --bash-version} and {@code --editor-version}. */
@Timeout(60)
final class ToolVersionsTest {

    /** No catalogue knows it; the simulator refuses it once it has seen the request. */
    private static final String OLD_MODEL = "claude-of-long-ago";

    @RegisterExtension
    final ScriptedSimulator simulator = new ScriptedSimulator("Hello");

    @TempDir
    private Path folder;

    private Invocation run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--json", "--base-url", simulator.baseUrl().toString()));
        return Invocation.in(folder).run(all.toArray(String[]::new));
    }

    private List<LoggedRequest> asked() {
        return simulator.requests().stream()
                .filter(request -> request.body().has("messages"))
                .toList();
    }

    private List<String> types() {
        return asked().getLast().body().path("tools").findValuesAsText("type").stream()
                .filter(type -> !type.equals("object"))
                .filter(type -> type.startsWith("bash_") || type.startsWith("text_editor_"))
                .toList();
    }

    @Test
    void run_nothingSaid_haveTheModelsOwn() {
        Invocation run = run("run", "Say hello");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(types()).containsExactly("bash_20250124", "text_editor_20250728");
        assertThat(asked().getLast().headers().first("anthropic-beta")).isEmpty();
    }

    @Test
    void run_modelThatNobodyKnows_hasThoseThatWereChosen_andItsSessionKeepsThem() {
        Invocation first = run(
                "run",
                "Say hello",
                "--model",
                OLD_MODEL,
                "--bash-version",
                "bash_20241022",
                "--editor-version",
                "text_editor_20250124");
        String session = first.json().getFirst().path("session").asText();

        assertThat(types()).containsExactly("bash_20241022", "text_editor_20250124");
        assertThat(asked().getLast().headers().first("anthropic-beta")).contains("computer-use-2024-10-22");
        assertThat(system()).contains("bash, str_replace_editor,");

        Invocation second = run("run", "And again", "--session", session);

        assertThat(second.err()).doesNotContain("version");
        assertThat(asked()).hasSize(2);
        assertThat(types()).containsExactly("bash_20241022", "text_editor_20250124");
        assertThat(asked().getLast().headers().first("anthropic-beta")).contains("computer-use-2024-10-22");
    }

    private String system() {
        JsonNode system = asked().getLast().body().path("system");
        return system.path(0).path("text").asText(system.asText());
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-5-5, --bash-version, bash_20241022, claude-opus-5-5 takes bash_20250124",
        "claude-opus-5-5, --editor-version, text_editor_20250124, claude-opus-5-5 takes text_editor_20250728",
        "claude-opus-5-5, --editor-version, newest, claude-opus-5-5 takes text_editor_20250728",
        "claude-of-long-ago, --bash-version, bash, 'claude-of-long-ago takes bash_20241022, bash_20250124'",
    })
    void run_versionThatIsNotTaken_isRefusedBeforeTheRequest(String model, String flag, String value, String said) {
        Invocation run = run("run", "Say hello", "--model", model, flag, value);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("`" + value + "` (", flag, said, "or auto");
        assertThat(asked()).isEmpty();
    }

    @Test
    void run_versionThatIsNotTakenWithoutTools_isOfNoConcern() {
        Invocation run = run("run", "Say hello", "--no-tools", "--bash-version", "bash_20241022");

        assertThat(run.exitCode()).isZero();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void run_otherVersionsInASession_areRefused() {
        String session =
                run("run", "Say hello").json().getFirst().path("session").asText();

        Invocation run = run("run", "And again", "--session", session, "--bash-version", "bash_20250124");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--bash-version").contains("keeps the tools that it began with");
        assertThat(asked()).hasSize(1);
    }

    @Test
    void chat_anotherModelThatDoesNotTakeThem_goesOnWithTheOld() {
        Invocation chat = Invocation.in(folder)
                .input("/model claude-opus-5-5\n/model\n")
                .run(
                        "chat",
                        "--model",
                        OLD_MODEL,
                        "--editor-version",
                        "text_editor_20250124",
                        "--base-url",
                        simulator.baseUrl().toString());

        assertThat(chat.err() + chat.out())
                .contains("claude-opus-5-5 does not take `text_editor_20250124`")
                .contains(OLD_MODEL + "; known are");
    }
}
