package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tool}, {@code config}, {@code doctor} and the program itself. */
@Timeout(60)
final class OtherCommandsTest {

    @TempDir
    private Path folder;

    @Test
    void tool_severalInputs_shareOneSession() {
        Invocation tool = Invocation.in(folder)
                .run("tool", "bash", "{\"command\":\"cd /; x=5\"}", "{\"command\":\"pwd; echo $x\"}");

        assertThat(tool.json()).hasSize(2);
        JsonNode second = tool.json().get(1);
        assertThat(second.path("type").asText()).isEqualTo("tool_result");
        assertThat(second.path("is_error").asBoolean()).isFalse();
        assertThat(second.path("content").path(0).path("text").asText()).contains("/\n5");
        assertThat(tool.exitCode()).isZero();
    }

    @Test
    void tool_editor_worksOnTheFile() throws IOException {
        Path file = folder.resolve("a.txt");

        Invocation tool = Invocation.in(folder)
                .run(
                        "tool",
                        "str_replace_based_edit_tool",
                        "{\"command\":\"create\",\"path\":\"%s\",\"file_text\":\"one\\n\"}".formatted(file),
                        "{\"command\":\"create\",\"path\":\"%s\",\"file_text\":\"two\\n\"}".formatted(file));

        assertThat(file).hasContent("one\n");
        assertThat(tool.json().get(0).path("is_error").asBoolean()).isFalse();
        assertThat(tool.json().get(1).path("is_error").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bash_20241022",
                "bash_20250124",
                "text_editor_20241022",
                "text_editor_20250124",
                "text_editor_20250429",
                "text_editor_20250728",
                "str_replace_editor"
            })
    void tool_byTypeOrName_isFound(String name) {
        Invocation tool = Invocation.in(folder).run("tool", name, "{}");

        assertThat(tool.exitCode()).isZero();
        assertThat(tool.json().getFirst().path("is_error").asBoolean()).isTrue();
    }

    @Test
    void tool_lastInputIsNoJson_nothingIsRun() {
        Invocation tool = Invocation.in(folder).run("tool", "bash", "{\"command\":\"touch made\"}", "{\"command\":");

        assertThat(tool.exitCode()).isEqualTo(2);
        assertThat(tool.err()).contains("Input 2 is not JSON");
        assertThat(tool.out()).isEmpty();
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void tool_unknownName_namesThoseThereAre() {
        Invocation tool = Invocation.in(folder).run("tool", "hammer", "{}");

        assertThat(tool.exitCode()).isEqualTo(2);
        assertThat(tool.err()).contains("hammer", "bash");
    }

    @Test
    void configPrint_showsValuesWithOriginAndNeverTheKey() throws IOException {
        Files.writeString(folder.resolve("perennial.toml"), "effort = 'low'\n");

        Invocation config = Invocation.in(folder)
                .with("ANTHROPIC_API_KEY", "sk-very-secret")
                .with("PERENNIAL_MODEL", "claude-haiku-5-5")
                .run("config", "print", "--max-tokens", "500");

        assertThat(config.exitCode()).isZero();
        assertThat(config.out())
                .containsPattern("model +=.*claude-haiku-5-5.*PERENNIAL_MODEL")
                .containsPattern("max-tokens +=.*500.*--max-tokens")
                .containsPattern("effort +=.*low.*perennial.toml")
                .containsPattern("ANTHROPIC_API_KEY +set")
                .contains("Working folder: " + folder, "2026-11-20")
                .doesNotContain("sk-very-secret");
    }

    @Test
    void config_otherWord_isAUsageError() {
        assertThat(Invocation.in(folder).run("config", "paint").exitCode()).isEqualTo(2);
    }

    @Test
    void doctor_withoutKey_isHealthyAndSaysThatItSimulates() {
        Invocation doctor = Invocation.in(folder).run("doctor");

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains("built-in simulator", "ANTHROPIC_API_KEY", "Perennial can work here.");
    }

    @Test
    void doctor_serverThatIsNotThere_saysWhatIsBroken() {
        Invocation doctor = Invocation.in(folder).run("doctor", "--base-url", "http://127.0.0.1:1");

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out()).contains("broken server", "http://127.0.0.1:1", "cannot be reached");
    }

    @Test
    void program_help_namesItsCommands() {
        Invocation help = Invocation.in(folder).run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("run", "tool", "simulate", "doctor", "config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "tool", "simulate", "doctor", "config"})
    void command_help_showsItsFlags(String command) {
        Invocation help = Invocation.in(folder).run(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage:", command, "--help");
    }

    @Test
    void program_unknownCommand_isAUsageError() {
        Invocation wrong = Invocation.in(folder).run("fly");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("fly", "--help");
    }
}
