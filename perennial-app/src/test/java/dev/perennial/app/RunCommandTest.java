package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.demo.DemoBrain;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code run} as users and scripts see it, over real sockets. */
@Timeout(120)
final class RunCommandTest {

    @TempDir
    private Path folder;

    @RegisterExtension
    private final ScriptedSimulator server = new ScriptedSimulator("nothing more");

    @Test
    void run_textAnswer_putsOnlyTheAnswerOnStandardOutput() {
        server.add(Reply.of(Reply.thinkingBlock("I wonder."), Reply.textBlock("Hello, world")));

        Invocation run = run("say hello");

        assertThat(run.out()).isEqualTo("Hello, world\n");
        assertThat(run.err()).contains("claude-opus-5-5", "I wonder.", "complete", "$0.0");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void run_remarkBeforeACall_staysOffStandardOutput() throws IOException {
        server.add(Reply.of(Reply.textBlock("Let me look."), bash("echo found > found.txt; echo out; echo err >&2")));
        server.add(Reply.text("There it is."));

        Invocation run = run("look");

        assertThat(run.out()).isEqualTo("There it is.\n");
        assertThat(run.err()).contains("Let me look.", "bash", "echo found", "out", "err");
        assertThat(folder.resolve("found.txt")).hasContent("found");
    }

    @Test
    void run_json_isOneEventALineFromSessionToResult() {
        server.add(Reply.of(Reply.thinkingBlock("I wonder."), bash("echo out")));
        server.add(Reply.text("Done."));

        Invocation run = run("--json", "do it");

        List<JsonNode> lines = run.json();
        String session = lines.getFirst().path("session").asText();
        assertThat(lines.getFirst().path("type").asText()).isEqualTo("session");
        assertThat(session).isNotEmpty();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).path("type").asText()).isNotEmpty();
            assertThat(lines.get(i).path("session").asText()).isEqualTo(session);
            assertThat(lines.get(i).path("seq").asInt()).isEqualTo(i + 1);
        }
        JsonNode result = lines.getLast();
        assertThat(result.path("type").asText()).isEqualTo("result");
        assertThat(result.path("outcome").asText()).isEqualTo("complete");
        assertThat(result.path("text").asText()).isEqualTo("Done.");
        assertThat(result.path("stop_reason").asText()).isEqualTo("end_turn");
        assertThat(result.path("usage").path("output_tokens").asLong()).isPositive();
        assertThat(result.path("attempts")).hasSize(2);
        assertThat(result.path("simulated").asBoolean()).isFalse();
        assertThat(lines)
                .extracting(line -> line.path("type").asText())
                .contains("user", "thinking_delta", "tool_started", "tool_output", "tool_result", "text_delta");
    }

    @Test
    void run_withoutKeyAndAddress_isDoneByTheSimulatorWhichSaysSo() throws IOException {
        java("core/src/A.java", 3);
        java("core/src/B.java", 4);
        java("web/C.java", 10);
        Files.writeString(folder.resolve("core/pom.xml"), "<project/>\n");
        Files.writeString(folder.resolve("web/pom.xml"), "<project/>\n");

        Invocation run = Invocation.in(folder)
                .run("run", "--json", "Count the lines of Java in each module and write the table to report.md");

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(folder.resolve("report.md")).content().contains("| core | 7 |", "| web | 10 |", "17");
        assertThat(run.json().getFirst().path("simulated").asBoolean()).isTrue();
        assertThat(run.json().getLast().path("simulated").asBoolean()).isTrue();
    }

    @Test
    void run_onAScreenWithoutKey_saysFirstThatItIsSimulated() {
        Invocation run = Invocation.in(folder).run("run", "hello");

        assertThat(run.err().lines().findFirst().orElse("")).contains("simulated", "ANTHROPIC_API_KEY");
        assertThat(run.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "refusal, 3, refused",
        "model_context_window_exceeded, 5, context_full",
        "something_new, 4, cut",
        "max_tokens, 4, cut",
    })
    void run_answerCutShort_tellsInOutcomeAndExitCode(String stopReason, int exitCode, String outcome) {
        for (int i = 0; i < 4; i++) {
            server.add(new Reply(List.of(Reply.textBlock("part ")), stopReason, JsonNodeFactory.instance.objectNode()));
        }

        Invocation run = run("--json", "go");

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.json().getLast().path("outcome").asText()).isEqualTo(outcome);
        assertThat(run.json().getLast().path("text").asText()).startsWith("part ");
        assertThat(run.json().getLast().path("detail").asText()).isNotEmpty();
    }

    @Test
    void run_modelTheServerDoesNotKnow_isRejectedWithItsWords() {
        Invocation run = run("--json", "--model", "claude-nonsense-9", "go");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.json().getLast().path("outcome").asText()).isEqualTo("rejected");
        assertThat(run.out()).contains("unknown_model");
    }

    @Test
    void run_nobodyListens_isCutWithTheCause() {
        String address = server.baseUrl().toString();
        server.close();

        Invocation run = Invocation.in(folder).run("run", "--base-url", address, "go");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("could not be reached");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-tokens|200000|max_tokens is 200,000",
                "--max-tokens|many|`max-tokens` is `many` (--max-tokens)",
                "--max-tokens|0|`max-tokens` is `0`",
                "--thinking|disabled|thinking.type is disabled",
                "--thinking|hard|`thinking` is `hard` (--thinking)",
                "--thinking-budget|4000|thinking.budget_tokens is 4,000",
                "--effort|extreme|`effort` is `extreme`",
                "--idle-timeout|5|`idle-timeout` is `5`",
                "--ca-certificates|missing.pem|missing.pem",
                "--file|missing.txt|`--file` is `missing.txt`",
                "--nonsense|1|--nonsense",
            })
    void run_settingThatCannotBe_isAUsageErrorThatNamesIt(String flag, String value, String message) {
        Invocation run = run(flag, value, "go");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
        assertThat(server.requests()).noneMatch(request -> request.path().equals("/v1/messages"));
    }

    @Test
    void run_addressWithoutScheme_isAUsageErrorThatNamesIt() {
        Invocation run = Invocation.in(folder).run("run", "--base-url", "localhost:7430", "go");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("`base-url` is `localhost:7430` (--base-url)");
    }

    @Test
    void run_noTask_isAUsageError() {
        Invocation run = run();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no task");
    }

    @Test
    void run_settings_reachTheRequest() {
        server.add(Reply.text("ok"));

        run("--safe-limits", "--effort", "low", "--system-suffix", "Speak like a pirate.", "go");

        ObjectNode body = (ObjectNode) server.lastBody();
        assertThat(body.path("max_tokens").asLong()).isEqualTo(20_000);
        assertThat(body.path("output_config").path("effort").asText()).isEqualTo("low");
        assertThat(body.path("thinking").path("type").asText()).isEqualTo("adaptive");
        assertThat(body.path("system").path(0).path("text").asText())
                .contains("Speak like a pirate.", folder.toString(), "2026-11-20", "str_replace_based_edit_tool");
        assertThat(body.path("tools")).hasSize(4);
    }

    @Test
    void run_safeLimitsOnAModelWithBudgets_setTheThinkingBudget() {
        server.add(Reply.text("ok"));

        run("--safe-limits", "--model", "claude-sonnet-4-5", "go");

        JsonNode body = server.lastBody();
        assertThat(body.path("thinking").path("budget_tokens").asLong()).isEqualTo(4_000);
        assertThat(body.path("max_tokens").asLong()).isEqualTo(20_000);
    }

    @Test
    void run_noTools_offersNone() {
        server.add(Reply.text("ok"));

        run("--no-tools", "go");

        assertThat(server.lastBody().has("tools")).isFalse();
    }

    @Test
    void run_taskFilesAndPipe_allBelongToTheTask() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "from the file");
        server.add(Reply.text("ok"));

        Invocation.in(folder)
                .input("from the pipe")
                .run("run", "--base-url", server.baseUrl().toString(), "--file", "notes.txt", "do", "this");

        assertThat(sentText()).isEqualTo("do this\n\nfrom the file\n\nfrom the pipe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", ""})
    void run_taskFromStandardInput_isRead(String word) {
        server.add(Reply.text("ok"));
        String[] arguments = word.isEmpty()
                ? new String[] {"run", "--base-url", server.baseUrl().toString()}
                : new String[] {"run", "--base-url", server.baseUrl().toString(), word};

        Invocation.in(folder).input("from the pipe\n").run(arguments);

        assertThat(sentText()).isEqualTo("from the pipe\n");
    }

    @Test
    void run_nobodyWritesToThePipe_goesOnAndSaysSo() throws IOException {
        server.add(Reply.text("ok"));
        try (PipedOutputStream open = new PipedOutputStream();
                PipedInputStream silent = new PipedInputStream(open)) {
            Invocation run = Invocation.in(folder)
                    .input(silent)
                    .run("run", "--base-url", server.baseUrl().toString(), "go");

            assertThat(run.out()).isEqualTo("ok\n");
            assertThat(run.err()).contains("left out", "--file -");
        }
        assertThat(sentText()).isEqualTo("go");
    }

    @Test
    void run_standardOutputIsFull_isNotASuccess() {
        server.add(Reply.text("Hello"));

        Invocation run = Invocation.in(folder)
                .withFullOutput()
                .run("run", "--base-url", server.baseUrl().toString(), "go");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("could not be written");
    }

    @Test
    void run_taskThatLooksLikeAnArgumentFile_isTakenAsItIs() {
        server.add(Reply.text("ok"));

        run("@someone", "said hello");

        assertThat(sentText()).isEqualTo("@someone said hello");
    }

    /** The same request through a server of its own instead of the one inside the program. */
    @Test
    void run_demoBrainBehindAnAddress_isNotCalledSimulatedButWorks() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");
        try (SimulatorServer demo =
                SimulatorServer.start(SimulatorSettings.builder(new DemoBrain()).build())) {
            Invocation run = Invocation.in(folder)
                    .run("run", "--base-url", demo.baseUrl().toString(), "Count the lines of all .txt files");

            assertThat(run.out()).contains("2");
            assertThat(run.exitCode()).isZero();
        }
    }

    private Invocation run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "run";
        all[1] = "--base-url=" + server.baseUrl();
        all[2] = "--connect-timeout=30s";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Invocation.in(folder).run(all);
    }

    private String sentText() {
        JsonNode content = server.lastBody().path("messages").path(0).path("content");
        return content.path(0).path("text").asText();
    }

    private void java(String name, int lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "// a line\n".repeat(lines));
    }

    private static ObjectNode bash(String command) {
        return Reply.toolUseBlock("bash", JsonNodeFactory.instance.objectNode().put("command", command));
    }
}
