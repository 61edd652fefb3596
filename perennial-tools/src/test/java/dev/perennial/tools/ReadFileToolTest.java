package dev.perennial.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.output.TextPages;
import dev.perennial.agent.output.TokenBudget;
import dev.perennial.models.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadFileToolTest {

    private static final Pattern NEXT = Pattern.compile("Next: read_file (\\{.*})]$");

    @TempDir
    Path folder;

    @Test
    void read_smallFile_isAllOfIt() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "one\ntwo\n");

        assertThat(Calls.text(read(input(file)))).isEqualTo("one\ntwo\n\n[Bytes 0 to 8 of 8. That is all.]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 1_000_000})
    void read_byTheInputsThatItTells_isTheWholeFile(int limit) throws Exception {
        String all = "zeile mit ümläuten 漢字 🎉\n".repeat(1_000);
        Path file = Files.writeString(folder.resolve("a"), all);
        StringBuilder read = new StringBuilder();
        String next = (limit == 0 ? input(file) : input(file).put("limit", limit)).toString();
        while (!next.isEmpty()) {
            String page = Calls.text(Calls.run(tool(), next));
            read.append(page, 0, page.lastIndexOf("\n[Bytes "));
            Matcher matcher = NEXT.matcher(page);
            next = matcher.find() ? matcher.group(1) : "";
        }
        assertThat(read).hasToString(all);
    }

    @Test
    void read_emptyFileOrBeyondTheEnd_saysSo() throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "");

        assertThat(Calls.text(read(input(file)))).startsWith("[Nothing there: the file has 0 bytes");
        assertThat(Calls.text(read(input(file).put("offset", 9)))).startsWith("[Nothing there");
    }

    @Test
    void read_pathThatIsNone_isAnErrorThatNamesIt() throws Exception {
        assertError(read(input(folder.resolve("missing"))), "does not exist");
        assertError(read(input(folder)), "directory", "view");
        assertError(read(JsonNodeFactory.instance.objectNode().put("path", "a")), "not an absolute path");
        assertError(read(JsonNodeFactory.instance.objectNode()), "`path` is required");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void read_fileThatTheSystemMakesUp_isAnErrorAndNotEmpty() throws Exception {
        assertError(read(input(Path.of("/proc/self/status"))), "makes up as it is read", "bash: cat /proc/self/status");
        assertThat(Calls.run(tool(), input(Files.createFile(folder.resolve("empty"))), text -> {})
                        .isError())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"offset, -1", "limit, 0"})
    void read_numberThatDoesNotFit_isAnErrorThatNamesIt(String field, int value) throws Exception {
        Path file = Files.writeString(folder.resolve("a"), "one");

        assertError(read(input(file).put(field, value)), "`" + field + "` is " + value);
    }

    @Test
    void read_outsideOfThePermittedFolder_isAnError() throws Exception {
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link"), Files.writeString(folder.resolve("secret"), "s"));
        ReadFileTool tool =
                new ReadFileTool(TextEditorSettings.in(inside).withPaths(PathPolicy.inside(inside)), pages());

        assertError(Calls.run(tool, input(inside.resolve("link")), text -> {}), "outside of");
    }

    private ToolResult read(ObjectNode input) throws InterruptedException {
        return Calls.run(tool(), input, text -> {});
    }

    private ReadFileTool tool() {
        return new ReadFileTool(TextEditorSettings.in(folder), pages());
    }

    private static TextPages pages() {
        return new TextPages(new TokenBudget(500, Catalogue.builtIn().get("claude-opus-5-5")));
    }

    private static ObjectNode input(Path path) {
        return JsonNodeFactory.instance.objectNode().put("path", path.toString());
    }

    private static void assertError(ToolResult result, String... said) {
        assertThat(result.isError()).isTrue();
        assertThat(Calls.text(result)).contains(said);
    }
}
