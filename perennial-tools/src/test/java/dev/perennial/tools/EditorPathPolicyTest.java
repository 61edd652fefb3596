package dev.perennial.tools;

import static dev.perennial.tools.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.agent.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorPathPolicyTest {

    @TempDir
    Path folder;

    private Path root = Path.of("");
    private TextEditorTool editor = new TextEditorTool(TextEditorSettings.in(Path.of("")));

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Files.createDirectories(folder.resolve("root-twin"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.writeString(root.resolve("mine"), "mine");
        Files.createSymbolicLink(root.resolve("out"), folder);
        Files.createSymbolicLink(root.resolve("secret-link"), folder.resolve("secret"));
        Files.createSymbolicLink(root.resolve("to-be"), folder.resolve("not-yet"));
        Files.createSymbolicLink(root.resolve("in"), root.resolve("mine"));
        editor = new TextEditorTool(TextEditorSettings.in(root).withPaths(PathPolicy.inside(root)));
    }

    private ToolResult call(String command, String path) throws InterruptedException {
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("command", command)
                .put("path", root + "/" + path)
                .put("file_text", "new");
        return Calls.run(editor, input, text -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "view,../secret",
        "view,..",
        "view,out",
        "view,out/secret",
        "view,secret-link",
        "view,../missing",
        "view,mine/../../secret",
        "create,../new",
        "create,out/new",
        "create,out/deep/er/new",
        "create,../root-twin/new",
        "str_replace,secret-link",
    })
    void run_pathThatLeadsOut_isRefusedBeforeAnythingIsSeenOrDone(String command, String path) throws Exception {
        ToolResult result = call(command, path);
        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains(path.startsWith("mine/") ? "does not exist" : "is outside of " + root);
        assertThat(folder.resolve("new")).doesNotExist();
        assertThat(folder.resolve("deep")).doesNotExist();
        assertThat(folder.resolve("root-twin")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"to-be", "to-be/deeper", "none/../../new", "none/.."})
    void create_overBrokenLinkOrMissingFolder_isRefused(String path) throws Exception {
        assertThat(call("create", path).isError()).isTrue();
        assertThat(folder.resolve("not-yet")).doesNotExist();
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"view,mine", "view,in", "view,''", "view,out/root/mine", "create,a/b/c"})
    void run_pathInside_works(String command, String path) throws Exception {
        ToolResult result = call(command, path);
        assertThat(result.isError()).as(text(result)).isFalse();
    }

    @Test
    void run_rootThatIsItselfALink_works() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link-to-root"), root);
        editor = new TextEditorTool(TextEditorSettings.in(link).withPaths(PathPolicy.inside(link)));
        assertThat(call("view", "mine").isError()).isFalse();
        assertThat(call("view", "../secret").isError()).isTrue();
    }
}
