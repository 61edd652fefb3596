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
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorEditTest {

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

    private ToolResult replace(Path file, String oldText, String newText) throws InterruptedException {
        return call(input("str_replace", file).put("old_str", oldText).put("new_str", newText));
    }

    private ToolResult insert(Path file, long line, String text) throws InterruptedException {
        return call(input("insert", file).put("insert_line", line).put("insert_text", text));
    }

    private static void assertError(ToolResult result, String... parts) {
        assertThat(text(result)).contains(parts);
        assertThat(result.isError()).isTrue();
    }

    @Test
    void replace_uniqueText_editsItAndShowsTheLinesAround() throws Exception {
        Path file = file("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n");
        ToolResult result = replace(file, "7\n8", "seven\nand\n8");
        assertThat(content(file)).isEqualTo("1\n2\n3\n4\n5\n6\nseven\nand\n8\n9\n10\n11\n12\n13\n14\n");
        assertThat(text(result))
                .isEqualTo("The file " + file + " has been edited. Here's the result of running `cat -n` on a"
                        + " snippet of " + file
                        + ":\n     3\t3\n     4\t4\n     5\t5\n     6\t6\n     7\tseven\n     8\tand\n"
                        + "     9\t8\n    10\t9\n    11\t10\n    12\t11\n    13\t12\n"
                        + "Review the changes and make sure they are as expected. Edit the file again if necessary.");
        assertThat(result.isError()).isFalse();
    }

    @Test
    void replace_withoutNewText_deletes() throws Exception {
        Path file = file("a.txt", "keep drop keep");
        call(input("str_replace", file).put("old_str", " drop"));
        assertThat(content(file)).isEqualTo("keep keep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tif (x)\t{ OLD }\n\t\tend\t\n",
                "a\r\nOLD\r\nb\r\n",
                "\ufeffOLD\nx",
                "no end OLD",
                "mixed\r\nOLD\nand\r",
                "\n\n\nOLD\n\n\n",
                "vt\u000b ff\f nel\u0085 ls\u2028 OLD 🎉 e\u0301"
            })
    void replace_anyFile_leavesAllOtherBytes(String before) throws Exception {
        Path file = file("a.txt", before);
        assertThat(replace(file, "OLD", "ne\tw").isError()).isFalse();
        assertThat(content(file)).isEqualTo(before.replace("OLD", "ne\tw"));
    }

    @ParameterizedTest
    @CsvSource({
        "a\\r\\nb\\r\\nc\\r\\n, a\\nb, x\\ny, x\\r\\ny\\r\\nc\\r\\n",
        "a\\r\\nb\\r\\nc\\r\\n, b, x\\ny, a\\r\\nx\\r\\ny\\r\\nc\\r\\n",
        "a\\r\\nb\\r\\nc\\r\\n, a\\r\\nb, x\\r\\ny, x\\r\\ny\\r\\nc\\r\\n",
        "a\\r\\nb, \\nb, \\nc, a\\r\\nc",
        "a\\r\\nb\\r\\n, b\\n, c\\n, a\\r\\nc\\r\\n",
        "a\\nb\\n, b, x\\r\\ny, a\\nx\\r\\ny\\n",
    })
    void replace_inFileWithCrlf_keepsItsLineEnds(String before, String oldText, String newText, String after)
            throws Exception {
        Path file = file("a.txt", before.translateEscapes());
        ToolResult result = replace(file, oldText.translateEscapes(), newText.translateEscapes());
        assertThat(result.isError()).as(text(result)).isFalse();
        assertThat(content(file)).isEqualTo(after.translateEscapes());
    }

    @Test
    void replace_explicitCrlfInFileWithout_doesNotMatch() throws Exception {
        assertError(replace(file("a.txt", "a\nb\n"), "a\r\nb", "x"), "did not appear verbatim");
    }

    @Test
    void replace_textThatIsNotThere_isAnErrorAndLeavesTheFile() throws Exception {
        Path file = file("a.txt", "some text");
        assertError(
                replace(file, "other", "x"),
                "No replacement was performed, old_str `other` did not appear verbatim in " + file + ".");
        assertThat(content(file)).isEqualTo("some text");
    }

    @Test
    void replace_textWithOtherWhiteSpace_isAnErrorThatSaysWhere() throws Exception {
        Path file = file("a.txt", "x\nif (a) {\n\tb();\n}\n");
        assertError(replace(file, "if (a) {\n    b();", "x"), "did not appear verbatim", "in lines 2 to 3");
    }

    @Test
    void replace_textWithLineNumbers_isAnErrorThatSaysSo() throws Exception {
        Path file = file("a.txt", "x\ny\n");
        assertError(replace(file, "     1\tx\n     2\ty", "z"), "did not appear verbatim", "line numbers of a view");
    }

    @ParameterizedTest
    @CsvSource({"a\\nb\\nc\\na\\n, a, '[1, 4]'", "a\\nb\\nc\\na\\nb\\n, a\\nb, '[1, 4]'", "aaa, aa, '[1, 1]'"})
    void replace_severalPlaces_isAnErrorThatListsTheirLines(String before, String oldText, String lines)
            throws Exception {
        Path file = file("a.txt", before.translateEscapes());
        assertError(
                replace(file, oldText.translateEscapes(), "x"), "Multiple occurrences", "in lines " + lines, "unique");
        assertThat(content(file)).isEqualTo(before.translateEscapes());
    }

    @Test
    void replace_veryManyPlaces_listsTheFirst() throws Exception {
        assertError(replace(file("a.txt", "a\n".repeat(1_000)), "a", "x"), "19, 20, …]");
    }

    @Test
    void replace_withEmptyOldText_isAnError() throws Exception {
        assertError(replace(file("a.txt", "abc"), "", "x"), "`old_str` is empty");
    }

    @Test
    void replace_byTheSame_isAnError() throws Exception {
        assertError(replace(file("a.txt", "abc"), "b", "b"), "are the same");
    }

    @ParameterizedTest
    @CsvSource({
        "a\\nb\\nc, 0, X, X\\na\\nb\\nc",
        "a\\nb\\nc, 1, X, a\\nX\\nb\\nc",
        "a\\nb\\nc, 3, X, a\\nb\\nc\\nX",
        "a\\nb\\n, 2, X, a\\nb\\nX\\n",
        "a\\nb\\n, 3, X, a\\nb\\n\\nX",
        "a\\nb\\n, 1, X\\nY, a\\nX\\nY\\nb\\n",
        "a\\nb\\n, 1, X\\n, a\\nX\\n\\nb\\n",
        "a\\nb\\n, 1, '', a\\n\\nb\\n",
        "'', 0, X, X\\n",
        "'', 1, X, \\nX",
        "a\\r\\nb\\r\\n, 1, X\\nY, a\\r\\nX\\r\\nY\\r\\nb\\r\\n",
        "a\\r\\nb, 2, X, a\\r\\nb\\r\\nX",
        "a\\r\\nb, 2, X\\r\\nY, a\\r\\nb\\r\\nX\\r\\nY",
        "\\357\\273\\277a\\n, 0, X, \\357\\273\\277X\\na\\n",
        "\\ta\\n\\tb\\n, 1, \\tX, \\ta\\n\\tX\\n\\tb\\n",
    })
    void insert_atEachPlace_addsWholeLines(String before, int line, String text, String after) throws Exception {
        Path file = folder.resolve("a.txt");
        Files.write(file, before.translateEscapes().getBytes(StandardCharsets.ISO_8859_1));
        ToolResult result = insert(file, line, text.translateEscapes());
        assertThat(result.isError()).as(text(result)).isFalse();
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).isEqualTo(after.translateEscapes());
        assertThat(text(result)).startsWith("The file " + file + " has been edited. ");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4, 99, Long.MAX_VALUE})
    void insert_outsideOfTheFile_isAnErrorWithTheRange(long line) throws Exception {
        assertError(insert(file("a.txt", "a\nb\n"), line, "X"), "Invalid `insert_line` parameter: " + line, "[0, 3]");
    }

    @ParameterizedTest
    @EnumSource(TextEditorVersion.class)
    void insert_inEachVersion_takesItsField(TextEditorVersion version) throws Exception {
        editor = new TextEditorTool(TextEditorSettings.in(folder).withVersion(version));
        Path file = file("a.txt", "a\n");
        String field = version == TextEditorVersion.TEXT_EDITOR_20250728 ? "insert_text" : "new_str";
        call(input("insert", file).put("insert_line", 0).put(field, "X"));
        assertThat(content(file)).isEqualTo("X\na\n");
        assertError(call(input("insert", file).put("insert_line", 0)), "Parameter `" + field + "` is required");
        assertError(call(input("insert", file).put(field, "X")), "Parameter `insert_line` is required");
    }

    @ParameterizedTest
    @EnumSource(TextEditorVersion.class)
    void insert_withTheFieldOfAnotherVersion_takesItToo(TextEditorVersion version) throws Exception {
        editor = new TextEditorTool(TextEditorSettings.in(folder).withVersion(version));
        Path file = file("a.txt", "a\n");
        String field = version == TextEditorVersion.TEXT_EDITOR_20250728 ? "new_str" : "insert_text";
        call(input("insert", file).put("insert_line", 0).put(field, "X"));
        assertThat(content(file)).isEqualTo("X\na\n");
    }

    @ParameterizedTest
    @ValueSource(bytes = {(byte) 0xFF, 0, (byte) 0xC3})
    void edit_fileThatIsNoText_isAnErrorAndLeavesIt(byte bad) throws Exception {
        Path file = folder.resolve("a.bin");
        byte[] bytes = {'a', 'b', bad, '(', '\n'};
        Files.write(file, bytes);
        String message = "not UTF-8 text: byte 0x%02X at offset 2".formatted(bad);
        assertError(replace(file, "a", "x"), message);
        assertError(insert(file, 0, "x"), message);
        assertError(call(input("view", file)), message);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void edit_fileWithModeAndLink_keepsBoth() throws Exception {
        Path file = file("run.sh", "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("run.sh"));
        replace(link, "old", "new");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(content(file)).isEqualTo("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x--x");
    }

    @Test
    void edit_anyFile_leavesNothingElseInTheFolder() throws Exception {
        Path file = file("a.txt", "old");
        replace(file, "old", "new");
        assertThat(folder.toFile().list()).containsExactly("a.txt");
    }

    @Test
    void replace_thousandsOfNumberedLines_isAnErrorThatSaysWhy() throws Exception {
        Path file = file("a.txt", "x\n");
        assertError(replace(file, "     7\tx\n".repeat(100_000), "y"), "line numbers of a view");
        assertError(replace(file, "     7\tx\n\n".repeat(100_000), "y"), "did not appear verbatim");
    }
}
