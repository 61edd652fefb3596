package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the editor changes, and taking it back. */
class ChangeLogTest {

    @TempDir
    Path folder;

    @TempDir
    Path kept;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void undo_turnByTurn_givesEveryStateBack(long seed) throws Exception {
        Random random = new Random(seed);
        ChangeLog log = log();
        TextEditorTool editor = editor(log);
        List<Map<String, String>> states = new ArrayList<>(List.of(files()));
        for (int turn = 0; turn < 6; turn++) {
            log.turnBegins();
            int edits = 1 + random.nextInt(5);
            for (int i = 0; i < edits; i++) {
                edit(editor, random);
            }
            if (!files().equals(states.getLast())) {
                states.add(files());
            }
        }
        for (int i = states.size() - 2; i >= 0; i--) {
            assertThat(log().undoLastTurn(false).changedSince())
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(files()).as("seed %d, state %d", seed, i).isEqualTo(states.get(i));
        }
    }

    /** Every edit that is made leaves another text, so that each turn changes something. */
    private void edit(TextEditorTool editor, Random random) throws InterruptedException {
        Path file = folder.resolve("f" + random.nextInt(3));
        ObjectNode input = Files.exists(file)
                ? input("insert", file).put("insert_line", 0).put("insert_text", "line " + random.nextInt())
                : input("create", file).put("file_text", "made " + random.nextInt() + "\n");
        assertThat(Calls.run(editor, input, text -> {}).isError()).isFalse();
    }

    @Test
    void undo_fileChangedSince_touchesNothingWithoutForce() throws Exception {
        Path one = Files.writeString(folder.resolve("one"), "old one\n");
        Path two = Files.writeString(folder.resolve("two"), "old two\n");
        TextEditorTool editor = editor(log());
        replace(editor, one, "old", "new");
        replace(editor, two, "old", "new");
        Files.writeString(two, "mine\n");

        ChangeLog.Undone undone = log().undoLastTurn(false);
        assertThat(undone.changedSince()).containsExactly(two);
        assertThat(undone.restored()).isEmpty();
        assertThat(one).hasContent("new one\n");

        assertThat(log().undoLastTurn(true).restored()).containsExactly(one, two);
        assertThat(one).hasContent("old one\n");
        assertThat(two).hasContent("old two\n");
    }

    @Test
    void undo_createdFile_isDeletedAndDeletedOneIsBackWithItsMode() throws Exception {
        Path script = Files.writeString(folder.resolve("run.sh"), "echo old\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        TextEditorTool editor = editor(log());
        replace(editor, script, "old", "new");
        Calls.run(editor, input("create", folder.resolve("made")).put("file_text", "x"), text -> {});
        Files.delete(script);

        log().undoLastTurn(true);

        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(script).hasContent("echo old\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void undo_nothingLeft_saysSo() throws Exception {
        assertThat(log().undoLastTurn(false).restored()).isEmpty();
        replace(editor(log()), Files.writeString(folder.resolve("a"), "old"), "old", "new");
        log().undoLastTurn(false);
        assertThat(log().undoLastTurn(false).restored()).isEmpty();
    }

    @Test
    void willChange_folderThatCannotBeWritten_leavesTheFileAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "old");
        Path blocked = Files.writeString(kept.resolve("blocked"), "a file");
        TextEditorTool editor = editor(ChangeLog.open(blocked.resolve("s-1")));

        assertThat(Calls.run(
                                editor,
                                input("str_replace", file).put("old_str", "old").put("new_str", "new"),
                                text -> {})
                        .isError())
                .isTrue();
        assertThat(file).hasContent("old");
    }

    @Test
    void files_ofTheLog_areTheOwnersOnly() throws Exception {
        replace(editor(log()), Files.writeString(folder.resolve("a"), "old"), "old", "new");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.resolve("s-1"))))
                .isEqualTo("rwx------");
    }

    private static void replace(TextEditorTool editor, Path file, String from, String to) throws InterruptedException {
        assertThat(Calls.run(
                                editor,
                                input("str_replace", file).put("old_str", from).put("new_str", to),
                                text -> {})
                        .isError())
                .isFalse();
    }

    private ChangeLog log() throws IOException {
        return ChangeLog.open(kept.resolve("s-1"));
    }

    private TextEditorTool editor(ChangeLog log) {
        return new TextEditorTool(TextEditorSettings.in(folder), log);
    }

    private static ObjectNode input(String command, Path path) {
        return JsonNodeFactory.instance.objectNode().put("command", command).put("path", path.toString());
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                files.put(entry.getFileName().toString(), Files.readString(entry));
            }
        }
        return files;
    }
}
