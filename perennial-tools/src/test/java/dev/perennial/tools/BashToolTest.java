package dev.perennial.tools;

import static dev.perennial.tools.Calls.command;
import static dev.perennial.tools.Calls.run;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.agent.ToolResult;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class BashToolTest {

    @TempDir
    Path folder;

    private BashTool bash = new BashTool(BashSettings.in(Path.of("")));

    @BeforeEach
    void open() {
        bash = new BashTool(BashSettings.in(folder));
    }

    @AfterEach
    void close() {
        bash.close();
    }

    @ParameterizedTest
    @EnumSource(BashVersion.class)
    void definition_eachVersion_holdsTypeAndNameOnly(BashVersion version) {
        try (BashTool tool = new BashTool(BashSettings.in(folder).withVersion(version))) {
            assertThat(tool.definition().json().toString())
                    .isEqualTo("{\"type\":\"" + version.type() + "\",\"name\":\"bash\"}");
            assertThat(tool.definition().name()).isEqualTo("bash");
        }
    }

    @Test
    void run_command_givesOutputWithoutItsLastLineEnd() throws Exception {
        ToolResult result = command(bash, "echo hello; echo world");
        assertThat(text(result)).isEqualTo("hello\nworld");
        assertThat(result.isError()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"echo,''", "'printf \"\\n\\n\"',\\n", "'printf \"\\t \"','\\t '", "'printf \"\\x1b[0m\\n\"',''"})
    void run_outputThatNobodySees_isMoreThanBlank(String command, String shown) throws Exception {
        assertThat(command(bash, command))
                .isEqualTo(ToolResult.text(shown.translateEscapes() + "(nothing but blanks and line ends)"));
    }

    @Test
    void run_blanksBeforeSomething_areKept() throws Exception {
        assertThat(text(command(bash, "echo; printf ' a'"))).isEqualTo("\n a");
    }

    @Test
    void run_commandWithoutOutput_saysSo() throws Exception {
        assertThat(command(bash, "true")).isEqualTo(ToolResult.text("(no output)"));
    }

    @Test
    void run_severalCommands_shareFolderVariablesAndFunctions() throws Exception {
        command(bash, "mkdir sub; cd sub; export A='x y'; b=2; greet() { echo \"hi $1\"; }; shopt -s extglob");
        assertThat(text(command(bash, "basename \"$PWD\"; echo \"$A $b\"; greet you; shopt extglob")))
                .isEqualTo("sub\nx y 2\nhi you\nextglob        \ton");
    }

    @Test
    void run_firstCommand_runsInTheGivenFolder() throws Exception {
        assertThat(text(command(bash, "pwd -P"))).isEqualTo(folder.toRealPath().toString());
    }

    @ParameterizedTest
    @CsvSource({"false,1", "(exit 42),42", "nosuchcommand_x,127", "sh -c 'kill -9 $$',137"})
    void run_failingCommand_isErrorWithItsExitCode(String command, int exitCode) throws Exception {
        ToolResult result = command(bash, command);
        assertThat(result.isError()).isTrue();
        assertThat(text(result).lines().toList()).last().isEqualTo("exit code " + exitCode);
    }

    @Test
    void run_failingCommandWithOutputOnBothStreams_keepsAllInOrder() throws Exception {
        ToolResult result = command(bash, "echo 1; echo 2 >&2; echo 3; echo 4 >&2; false");
        assertThat(text(result)).isEqualTo("1\n2\n3\n4\nexit code 1");
        assertThat(result.isError()).isTrue();
    }

    @Test
    void run_warningOnStandardError_isNoError() throws Exception {
        ToolResult result = command(bash, "echo out; echo warning >&2");
        assertThat(result).isEqualTo(ToolResult.text("out\nwarning"));
    }

    @Test
    void run_afterFailure_showsItsExitCodeToTheNextCommand() throws Exception {
        command(bash, "(exit 7)");
        assertThat(text(command(bash, "echo $?"))).isEqualTo("7");
        assertThat(text(command(bash, "echo $?"))).isEqualTo("0");
    }

    @Test
    void run_twoTools_doNotShareAnything() throws Exception {
        try (BashTool other = new BashTool(BashSettings.in(folder));
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> text(command(bash, "a=1; mkfifo x y; echo >x; cat y; echo $a")));
            var second = executor.submit(() -> text(command(
                    other, "a=2; until [ -p x ] && [ -p y ]; do sleep 0.01; done; cat x; echo met >y; echo $a")));
            assertThat(first.get()).isEqualTo("met\n1");
            assertThat(second.get()).isEqualTo("\n2");
        }
    }

    @Test
    void run_folderThatDoesNotExist_isAnErrorThatNamesIt() throws Exception {
        Path missing = folder.resolve("missing");
        try (BashTool tool = new BashTool(BashSettings.in(missing))) {
            ToolResult result = command(tool, "true");
            assertThat(result.isError()).isTrue();
            assertThat(text(result)).contains("could not be started").contains(missing.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | no command provided",
                "{\"restart\": false} | no command provided",
                "{\"command\": null} | no command provided",
                "{\"command\": 5} | Parameter `command` must be a string, but is the number 5.",
                "{\"command\": [\"ls\"]} | Parameter `command` must be a string, but is the array [\"ls\"].",
                "{\"restart\": \"yes\"} | Parameter `restart` must be true or false, but is the string \"yes\".",
                "{\"command\": \"a\\u0000b\"} | NUL character at position 1",
                "[] | The tool's input must be a JSON object, but is the array [].",
                "\"ls\" | The tool's input must be a JSON object, but is the string \"ls\".",
                "null | The tool's input must be a JSON object, but is the null null.",
            })
    void run_inputThatDoesNotFit_isAnErrorThatSaysWhatToDo(String input, String message) throws Exception {
        ToolResult result = run(bash, input);
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains(message);
    }
}
