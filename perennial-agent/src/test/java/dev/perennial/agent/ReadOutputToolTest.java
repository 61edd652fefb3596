package dev.perennial.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.output.OutputFolder;
import dev.perennial.agent.output.Outputs;
import dev.perennial.agent.output.TokenBudget;
import dev.perennial.models.Catalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of any size through the runner, and the tool that reads them, as the model does. */
final class ReadOutputToolTest {

    private static final Pattern NEXT = Pattern.compile("read_output (\\{[^}]*\\})");

    @TempDir
    Path home;

    private ToolRunner runner = new ToolRunner(List.of());

    /** Prints so many numbered lines in the way that the input says. */
    private static final class Printer implements Tool {

        @Override
        public ToolDefinition definition() {
            return new ToolDefinition(
                    "print", JsonNodeFactory.instance.objectNode().put("name", "print"));
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            int lines = call.input().path("lines").asInt();
            if (call.input().path("whole").asBoolean()) {
                return ToolResult.of(numbered(lines), call.input().path("fails").asBoolean());
            }
            for (int line = 1; line <= lines; line++) {
                output.append("line " + line + "\n");
            }
            return output.result("\nthe end", false);
        }
    }

    @BeforeEach
    void open() {
        Outputs outputs = new Outputs(
                OutputFolder.open(home, Duration.ofDays(7), InstantSource.system()),
                new TokenBudget(600, Catalogue.builtIn().get("claude-opus-5-5")));
        runner = new ToolRunner(List.of(new Printer(), new ReadOutputTool(outputs))).within(outputs);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void result_long_isReadToItsEndByTheInputsThatItTells(boolean whole) throws Exception {
        String shown = text(run("print", "{\"lines\":1500,\"whole\":" + whole + "}"));
        assertThat(shown).startsWith("line 1\nline 2\n").contains("line 1500", "are not shown here");

        StringBuilder read = new StringBuilder(shown.substring(0, shown.indexOf("[…")));
        Matcher next = NEXT.matcher(shown);
        while (next.find()) {
            String page = text(run("read_output", next.group(1)));
            read.append(page, 0, page.lastIndexOf("\n[Bytes "));
            next = NEXT.matcher(page.substring(page.lastIndexOf("\n[Bytes ")));
        }
        assertThat(read).hasToString(numbered(1500));
    }

    @Test
    void result_short_isAsItIs() throws Exception {
        assertThat(run("print", "{\"lines\":2}")).isEqualTo(ToolResult.text("line 1\nline 2\nthe end"));
        assertThat(run("print", "{\"lines\":2,\"whole\":true}")).isEqualTo(ToolResult.text("line 1\nline 2\n"));
    }

    @Test
    void result_longError_staysOne() throws Exception {
        assertThat(run("print", "{\"lines\":1500,\"whole\":true,\"fails\":true}")
                        .isError())
                .isTrue();
    }

    @Test
    void result_keptBefore_isNeverWrittenAgain() throws Exception {
        String first = handle(text(run("print", "{\"lines\":1500}")));
        String second = handle(text(run("print", "{\"lines\":1600}")));

        assertThat(first).isNotEqualTo(second);
        assertThat(read(first, "tail", 2)).startsWith("line 1499\nline 1500\n\n[Bytes");
        assertThat(read(second, "tail", 1)).startsWith("line 1600\n\n[Bytes");
    }

    @Test
    void read_lines_givesThose() throws Exception {
        ObjectNode input = input(handle(text(run("print", "{\"lines\":1500}"))));
        input.putArray("lines").add(700).add(702);

        assertThat(text(run("read_output", input.toString())))
                .startsWith("line 700\nline 701\nline 702\n\n[Bytes ")
                .endsWith("That is all.]");
    }

    @Test
    void read_linesBeyondAPortion_goOnToTheirEndAndNoFurther() throws Exception {
        ObjectNode input = input(handle(text(run("print", "{\"lines\":1500}"))));
        input.putArray("lines").add(100).add(500);

        String page = text(run("read_output", input.toString()));
        StringBuilder read = new StringBuilder();
        while (true) {
            read.append(page, 0, page.lastIndexOf("\n[Bytes "));
            Matcher next = NEXT.matcher(page);
            if (!next.find()) {
                break;
            }
            page = text(run("read_output", next.group(1)));
        }
        assertThat(read.toString()).startsWith("line 100\n").endsWith("line 500\n");
    }

    @Test
    void read_search_givesLinesWithTheirOffsets() throws Exception {
        String handle = handle(text(run("print", "{\"lines\":1500}")));

        assertThat(read(handle, "search", "line 149"))
                .contains("line 149\n", "line 1490\n", "line 1499\n", "[11 lines hold it");
        assertThat(read(handle, "search", "nowhere")).startsWith("[0 lines hold it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|`handle` is missing",
                "{\"handle\":5}|`handle` is 5",
                "{\"handle\":\"HANDLE\",\"limit\":5}|`limit` is not known to read_output: it takes",
                "{\"handle\":\"out-zzzzzzzzzz\"}|There is no output",
                "{\"handle\":\"HANDLE\",\"offset\":-1}|`offset` is -1",
                "{\"handle\":\"HANDLE\",\"offset\":\"x\"}|`offset` is \"x\"",
                "{\"handle\":\"HANDLE\",\"tail\":0}|`tail` is 0",
                "{\"handle\":\"HANDLE\",\"lines\":[3,2]}|`lines` is [3,2]",
                "{\"handle\":\"HANDLE\",\"lines\":\"3\"}|`lines` is \"3\"",
                "{\"handle\":\"HANDLE\",\"search\":\"\"}|`search` must be",
            })
    void read_inputThatDoesNotFit_isAnErrorThatNamesIt(String input, String said) throws Exception {
        String handle = handle(text(run("print", "{\"lines\":1500}")));

        ToolResult result = run("read_output", input.replace("HANDLE", handle));

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains(said);
    }

    @Test
    void read_offsetBeyondTheEnd_saysHowLongItIs() throws Exception {
        String handle = handle(text(run("print", "{\"lines\":1500}")));

        assertThat(read(handle, "offset", 99_999_999)).startsWith("[Nothing there: the output has ");
    }

    private String read(String handle, String field, Object value) throws InterruptedException {
        ObjectNode input = input(handle);
        input.set(
                field,
                value instanceof String text
                        ? JsonNodeFactory.instance.textNode(text)
                        : JsonNodeFactory.instance.numberNode((Integer) value));
        return text(run("read_output", input.toString()));
    }

    private static ObjectNode input(String handle) {
        return JsonNodeFactory.instance.objectNode().put("handle", handle);
    }

    private static String handle(String shown) {
        Matcher handle = Pattern.compile("out-[0-9a-z]{10}").matcher(shown);
        assertThat(handle.find()).as(shown).isTrue();
        return handle.group();
    }

    private ToolResult run(String tool, String input) throws InterruptedException {
        return runner.run(new ToolCall("toolu_1", tool, Events.json(input)), text -> {});
    }

    private static String text(ToolResult result) {
        assertThat(result.content()).hasSize(1);
        JsonNode block = result.content().getFirst();
        return block.path("text").asText();
    }

    private static String numbered(int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= lines; line++) {
            text.append("line ").append(line).append('\n');
        }
        return text.toString();
    }
}
