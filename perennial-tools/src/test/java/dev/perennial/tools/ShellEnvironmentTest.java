package dev.perennial.tools;

import static dev.perennial.tools.Calls.command;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellEnvironmentTest {

    @TempDir
    Path folder;

    private String run(Map<String, String> variables, String command) throws InterruptedException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
        try (BashTool bash = new BashTool(BashSettings.in(folder).withEnvironment(environment))) {
            return text(command(bash, command));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANTHROPIC_API_KEY",
                "ANTHROPIC_AUTH_TOKEN",
                "ANTHROPIC_BASE_URL",
                "ANTHROPIC_CUSTOM_HEADERS",
                "PERENNIAL_WEB_KEY",
                "PERENNIAL_KEY",
                "PERENNIAL_GATEWAY_TOKEN",
                "PERENNIAL_DB_PASSWORD",
                "PERENNIAL_CLIENT_SECRET",
                "CLAUDE_CODE_OAUTH_TOKEN",
                "AWS_BEARER_TOKEN_BEDROCK"
            })
    void shell_ourCredentials_areNotThere(String name) throws Exception {
        assertThat(run(Map.of(name, "s3cret"), "env; set")).doesNotContain("s3cret");
        assertThat(BashSettings.in(folder)
                        .withEnvironment(Map.of(name, "s3cret"))
                        .environment())
                .isEmpty();
    }

    @Test
    void shell_otherVariables_areKept() throws Exception {
        Map<String, String> variables = Map.of("PERENNIAL_HOME", "/p", "MY_KEY", "k", "HOME", "/h");
        assertThat(run(variables, "echo $PERENNIAL_HOME $MY_KEY $HOME")).isEqualTo("/p k /h");
    }

    /** On purpose: the user's own commands push, publish and deploy with them ({@code docs/tools.md}, "Credentials"). */
    @ParameterizedTest
    @ValueSource(strings = {"GITHUB_TOKEN", "NPM_TOKEN", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"})
    void shell_credentialsOfTheUsersOwnCommands_areThere(String name) throws Exception {
        assertThat(run(Map.of(name, "theirs"), "echo $" + name)).isEqualTo("theirs");
    }

    @Test
    void shell_always_neitherAsksNorPagesNorColours() throws Exception {
        assertThat(
                        run(
                                Map.of("TERM", "xterm", "PAGER", "less"),
                                "echo $TERM $PAGER $GIT_PAGER $GIT_TERMINAL_PROMPT $DEBIAN_FRONTEND; (: </dev/tty) 2>/dev/null || echo none"))
                .isEqualTo("dumb cat cat 0 noninteractive\nnone");
    }

    @Test
    void shell_startupFiles_areNotRun() throws Exception {
        Path file = folder.resolve("startup");
        Files.writeString(file, "echo started >'" + folder + "/ran'");
        Map<String, String> variables = Map.of(
                "BASH_ENV", file.toString(), "ENV", file.toString(), "POSIXLY_CORRECT", "y", "SHELLOPTS", "posix");
        assertThat(run(variables, "shopt -po posix")).startsWith("set +o posix");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void settings_printed_holdNoValueOfTheEnvironment() {
        assertThat(BashSettings.in(folder)
                        .withEnvironment(Map.of("MY_KEY", "s3cret"))
                        .toString())
                .doesNotContain("s3cret");
    }

    @Test
    void settings_outOfRange_areRefused() {
        BashSettings settings = BashSettings.in(folder);
        assertThatThrownBy(() -> settings.withTimeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> settings.withGrace(Duration.ofMillis(-1))).hasMessageContaining("grace");
        assertThatThrownBy(() -> new ShellLimits(OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty()))
                .hasMessageContaining("cpuSeconds");
    }
}
