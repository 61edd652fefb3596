package dev.perennial.tools;

import static dev.perennial.tools.Calls.run;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEditorToolTest {

    @TempDir
    Path folder;

    private TextEditorTool editor = new TextEditorTool(TextEditorSettings.in(Path.of("")));

    @BeforeEach
    void open() {
        editor = new TextEditorTool(TextEditorSettings.in(folder));
    }

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static ObjectNode input(String command, Path path) {
        return JsonNodeFactory.instance.objectNode().put("command", command).put("path", path.toString());
    }

    private ToolResult call(ObjectNode input) throws InterruptedException {
        return run(editor, input, text -> {});
    }

    private static void assertError(ToolResult result, String... parts) {
        assertThat(text(result)).contains(parts);
        assertThat(result.isError()).isTrue();
    }

    @Test
    void create_newFile_writesExactlyTheText() throws Exception {
        Path file = folder.resolve("new/deep folder/a.txt");
        ToolResult result = call(input("create", file).put("file_text", "\tünï\r\nno end"));
        assertThat(result).isEqualTo(ToolResult.text("File created successfully at: " + file));
        assertThat(content(file)).isEqualTo("\tünï\r\nno end");
    }

    @Test
    void create_emptyText_makesAnEmptyFile() throws Exception {
        Path file = folder.resolve("empty");
        call(input("create", file).put("file_text", ""));
        assertThat(file).isEmptyFile();
    }

    @Test
    void create_existingFile_isAnErrorAndLeavesIt() throws Exception {
        Path file = file("a.txt", "precious");
        assertError(call(input("create", file).put("file_text", "x")), "File already exists at: " + file);
        assertThat(content(file)).isEqualTo("precious");
    }

    @Test
    void create_existingFolder_isAnError() throws Exception {
        assertError(call(input("create", folder).put("file_text", "x")), "File already exists at: " + folder);
    }

    @Test
    void create_belowAFile_isAnErrorThatNamesThePath() throws Exception {
        Path file = file("a.txt", "x").resolve("b");
        assertError(call(input("create", file).put("file_text", "x")), "Ran into", "while trying to write to " + file);
    }

    @Test
    void create_throughABrokenLink_isAnErrorAndCreatesNothing() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));
        assertError(call(input("create", link).put("file_text", "x")), "symbolic link", "missing");
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void create_withoutText_isAnErrorAndCreatesNothing() throws Exception {
        Path file = folder.resolve("a.txt");
        assertError(call(input("create", file)), "Parameter `file_text` is required");
        assertThat(file).doesNotExist();
    }

    @Test
    void create_textWithHalfACharacter_isAnErrorAndCreatesNothing() throws Exception {
        Path file = folder.resolve("a.txt");
        assertError(call(input("create", file).put("file_text", "ab\ud83d")), "`file_text`", "position 2");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"view", "str_replace", "insert", "nonsense"})
    void check_relativePath_suggestsTheAbsoluteOne(String command) throws Exception {
        file("a.txt", "x");
        assertError(
                call(input(command, Path.of("sub/../a.txt"))),
                "sub/../a.txt is not an absolute path, it should start with `/`",
                "Maybe you meant " + folder.resolve("a.txt"));
    }

    @ParameterizedTest
    @CsvSource({"view", "str_replace", "insert", "nonsense"})
    void check_missingPath_isAnErrorBeforeAllOthers(String command) throws Exception {
        assertError(call(input(command, folder.resolve("none"))), folder.resolve("none") + " does not exist");
        assertError(call(input(command, folder.resolve("none/../a/.."))), "does not exist");
    }

    @ParameterizedTest
    @CsvSource({"str_replace", "insert", "nonsense"})
    void check_folderWithOtherCommand_isAnError(String command) throws Exception {
        assertError(call(input(command, folder)), "is a directory and only the `view` command");
    }

    @Test
    void check_unknownCommand_listsTheAllowedOnes() throws Exception {
        assertError(
                call(input("nonsense", file("a.txt", ""))),
                "Unrecognized command nonsense",
                "allowed commands are: `view`, `create`, `str_replace`, `insert`.");
        assertError(call(input("undo_edit", file("b.txt", ""))), "Unrecognized command undo_edit");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void view_fileThatTheSystemMakesUp_isAnErrorAndNotEmpty() throws Exception {
        assertError(
                run(editor, "{\"command\": \"view\", \"path\": \"/proc/self/status\"}"), "bash: cat /proc/self/status");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Parameter `command` is required",
                "{\"command\": \"view\"} | Parameter `path` is required",
                "{\"command\": \"view\", \"path\": 5} | Parameter `path` must be a string, but is the number 5.",
                "{\"command\": \"view\", \"path\": \"/a\\u0000b\"} | Parameter `path` is not a path",
                "{\"command\": \"view\", \"path\": \"\"} | is not an absolute path",
                "{\"command\": \"view\", \"path\": \"/dev/null\"} | device, pipe or socket",
                "{\"command\": [], \"path\": \"/\"} | Parameter `command` must be a string, but is the array [].",
                "[1] | The tool's input must be a JSON object, but is the array [1].",
            })
    void run_inputThatDoesNotFit_isAnErrorThatSaysWhatToDo(String json, String message) throws Exception {
        ToolResult result = run(editor, json);
        assertError(result, message);
    }

    @Test
    void run_parametersOfOtherTypes_areErrorsThatNameThem() throws Exception {
        Path file = file("a.txt", "1");
        assertError(
                call(input("str_replace", file).put("old_str", 1)), "`old_str` must be a string, but is the number 1");
        assertError(
                call(input("str_replace", file).put("old_str", "1").put("new_str", true)),
                "`new_str` must be a string, but is the boolean true");
        assertError(
                call(input("insert", file).put("insert_line", "1").put("insert_text", "x")),
                "`insert_line` must be a whole number, but is the string \"1\"");
        assertError(
                call(input("insert", file).put("insert_line", 0.5).put("insert_text", "x")),
                "`insert_line` must be a whole number, but is the number 0.5");
        assertThat(content(file)).isEqualTo("1");
    }
}
