package dev.perennial.tools;

import static dev.perennial.tools.Calls.run;
import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EditorViewTest {

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

    @ParameterizedTest
    @CsvSource({
        "TEXT_EDITOR_20241022,str_replace_editor",
        "TEXT_EDITOR_20250124,str_replace_editor",
        "TEXT_EDITOR_20250429,str_replace_based_edit_tool",
        "TEXT_EDITOR_20250728,str_replace_based_edit_tool",
    })
    void definition_eachVersion_holdsTypeAndName(TextEditorVersion version, String name) {
        var definition = new TextEditorTool(TextEditorSettings.in(folder).withVersion(version)).definition();
        assertThat(definition.name()).isEqualTo(name);
        assertThat(definition.json().toString())
                .isEqualTo("{\"type\":\"" + version.type() + "\",\"name\":\"" + name + "\"}");
    }

    @ParameterizedTest
    @EnumSource(TextEditorVersion.class)
    void definition_withMaxCharacters_tellsItWhereTheVersionHasIt(TextEditorVersion version) {
        var settings = TextEditorSettings.in(folder).withVersion(version).withMaxCharacters(5_000);
        var json = new TextEditorTool(settings).definition().json();
        assertThat(json.has("max_characters")).isEqualTo(version == TextEditorVersion.TEXT_EDITOR_20250728);
        assertThat(json.path("max_characters").asInt(5_000)).isEqualTo(5_000);
    }

    @Test
    void view_file_numbersItsLinesTheEmptyLastOneToo() throws Exception {
        Path file = file("a.txt", "one\n\ttwo\n\nthrée\n");
        assertThat(call(input("view", file)))
                .isEqualTo(ToolResult.text("Here's the result of running `cat -n` on " + file
                        + ":\n     1\tone\n     2\t\ttwo\n     3\t\n     4\tthrée\n     5\t\n"));
    }

    @Test
    void view_fileWithByteOrderMarkAndCrlf_showsNeither() throws Exception {
        Path file = file("a.txt", "\ufeffone\r\ntwo");
        assertThat(text(call(input("view", file)))).endsWith(":\n     1\tone\n     2\ttwo\n");
    }

    @Test
    void view_emptyFile_hasOneEmptyLine() throws Exception {
        assertThat(text(call(input("view", file("a.txt", ""))))).endsWith(":\n     1\t\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[2, 3] | 2 3", "[3, -1] | 3 4", "[1, 1] | 1", "[4, 4] | 4", "null | 1 2 3 4"})
    void view_withRange_showsThoseLines(String range, String lines) throws Exception {
        Path file = file("a.txt", "l1\nl2\nl3\nl4");
        ObjectNode input = input("view", file);
        input.set("view_range", Calls.parse(range));
        String shown = text(call(input))
                .lines()
                .skip(1)
                .map(line -> line.substring(8))
                .reduce("", (a, b) -> (a + " " + b).strip());
        assertThat(shown).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0, 2] | first element `0` should be within the range of lines of the file: [1, 4]",
                "[-1, 2] | first element `-1`",
                "[5, 5] | first element `5`",
                "[2, 5] | second element `5` should be at most the number of lines in the file: `4`",
                "[3, 2] | second element `2` should be larger than or equal to its first `3`",
                "[3, -2] | second element `-2`",
                "[3, 0] | second element `0`",
                "[1] | should be a list of two integers",
                "[] | should be a list of two integers",
                "[1, 2, 3] | should be a list of two integers",
                "[1, \"2\"] | should be a list of two integers",
                "[1.5, 2] | should be a list of two integers",
                "[1, 99999999999999999999] | second element",
                "\"1-2\" | should be a list of two integers",
                "7 | should be a list of two integers",
                "{} | should be a list of two integers",
            })
    void view_withInvalidRange_namesItAndTheRule(String range, String message) throws Exception {
        ObjectNode input = input("view", file("a.txt", "l1\nl2\nl3\nl4"));
        input.set("view_range", Calls.parse(range));
        assertError(call(input), "Invalid `view_range`", message);
    }

    @Test
    void view_moreThanMaxCharacters_isClippedWithANote() throws Exception {
        editor = new TextEditorTool(TextEditorSettings.in(folder).withMaxCharacters(100));
        String shown = text(call(input("view", file("a.txt", "0123456789\n".repeat(50)))));
        assertThat(shown).contains("    10\t0123456789\n<response clipped>", "line 10", "line 51", "view_range");
    }

    @Test
    void view_oneLongLine_isClippedBetweenCharacters() throws Exception {
        editor = new TextEditorTool(TextEditorSettings.in(folder).withMaxCharacters(101));
        String shown = text(call(input("view", file("a.txt", "🎉".repeat(500)))));
        assertThat(shown).contains("     1\t" + "🎉".repeat(50) + "\n<response clipped>", "the middle of line 1");
    }

    @Test
    void view_exactlyMaxCharacters_isNotClipped() throws Exception {
        editor = new TextEditorTool(TextEditorSettings.in(folder).withMaxCharacters(100));
        assertThat(text(call(input("view", file("a.txt", "x".repeat(100)))))).doesNotContain("clipped");
    }

    @Test
    void view_folder_listsTwoLevelsInOrderWithoutHidden() throws Exception {
        Path root = Files.createDirectories(folder.resolve("with space; $(touch x)"));
        Files.createDirectories(root.resolve("b/c/d"));
        Files.createDirectories(root.resolve(".git/objects"));
        Files.writeString(root.resolve("b/.hidden"), "");
        Files.writeString(root.resolve("b/z"), "");
        Files.writeString(root.resolve("a'\" b"), "");
        Files.createSymbolicLink(root.resolve("link"), root);
        assertThat(text(call(input("view", root))))
                .isEqualTo("Here are the files and directories up to 2 levels deep in "
                        + root + ", excluding hidden items:\n" + root + "\n" + root + "/a'\" b\n" + root + "/b/\n"
                        + root
                        + "/b/c/\n" + root + "/b/z\n" + root + "/link\n");
    }

    @Test
    void view_folderWithManyEntries_isBounded() throws Exception {
        for (int i = 0; i < 1_010; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        assertThat(text(call(input("view", folder))))
                .endsWith("[10 more are left out. View a folder below, or use `find` in bash.]\n");
    }

    @Test
    void view_folderWithRange_isAnError() throws Exception {
        ObjectNode input = input("view", folder);
        input.putArray("view_range").add(1).add(2);
        assertError(call(input), "`view_range` parameter is not allowed");
    }

    @Test
    void view_fileOver64Mebibytes_isAnErrorThatNamesTheWayOut() throws Exception {
        Path file = folder.resolve("large");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength((64L << 20) + 1);
        }
        assertError(call(input("view", file)), "67108865 bytes", "67108864", "Use bash");
    }
}
