package dev.perennial.tools;

import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorUndoTest {

    @TempDir
    Path folder;

    private TextEditorTool editor = new TextEditorTool(TextEditorSettings.in(Path.of("")));
    private Path file = Path.of("");

    @BeforeEach
    void open() {
        editor = new TextEditorTool(TextEditorSettings.in(folder).withVersion(TextEditorVersion.TEXT_EDITOR_20250124));
        file = folder.resolve("a.txt");
    }

    private ToolResult call(ObjectNode input) throws InterruptedException {
        return Calls.run(editor, input, text -> {});
    }

    private ObjectNode input(String command) {
        return JsonNodeFactory.instance.objectNode().put("command", command).put("path", file.toString());
    }

    private void replace(String oldText, String newText) throws InterruptedException {
        call(input("str_replace").put("old_str", oldText).put("new_str", newText));
    }

    @Test
    void undo_severalEdits_goesBackOneByOne() throws Exception {
        Files.writeString(file, "a\r\n\tb");
        replace("a", "ccc");
        call(input("insert").put("insert_line", 1).put("new_str", "x\ny"));
        assertThat(text(call(input("undo_edit"))))
                .isEqualTo("Last edit to " + file + " undone successfully. Here's the result of running `cat -n` on "
                        + file + ":\n     1\tccc\n     2\t\tb\n");
        assertThat(Files.readString(file)).isEqualTo("ccc\r\n\tb");
        call(input("undo_edit"));
        assertThat(Files.readString(file)).isEqualTo("a\r\n\tb");
        ToolResult nothingLeft = call(input("undo_edit"));
        assertThat(nothingLeft.isError()).isTrue();
        assertThat(text(nothingLeft)).contains("No edit history found for " + file);
    }

    @Test
    void undo_afterCreate_deletesTheFile() throws Exception {
        call(input("create").put("file_text", "new"));
        replace("new", "newer");
        call(input("undo_edit"));
        assertThat(text(call(input("undo_edit")))).contains("undone successfully", "deleted");
        assertThat(file).doesNotExist();
    }

    @Test
    void undo_fileChangedByOthersSince_isAnErrorAndLeavesIt() throws Exception {
        Files.writeString(file, "a");
        replace("a", "b");
        Files.writeString(file, "c");
        ToolResult result = call(input("undo_edit"));
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("something else has changed the file");
        assertThat(Files.readString(file)).isEqualTo("c");
    }

    @Test
    void undo_throughALink_findsTheEditOfTheFile() throws Exception {
        Files.writeString(file, "a");
        Files.createSymbolicLink(folder.resolve("link"), file);
        replace("a", "b");
        call(input("undo_edit").put("path", folder.resolve("link").toString()));
        assertThat(Files.readString(file)).isEqualTo("a");
    }

    @Test
    void undo_fileThatIsGone_isAnError() throws Exception {
        Files.writeString(file, "a");
        replace("a", "b");
        Files.delete(file);
        assertThat(text(call(input("undo_edit")))).contains("does not exist");
    }
}
