package dev.perennial.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.testkit.SimulatorExtension;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each example prints, against the simulator. */
@Timeout(60)
final class ExamplesTest {

    private static final String GREETING = "I am Perennial's built-in simulator";

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = Demonstration.simulator();

    private static String run(String name) throws Exception {
        return Demonstration.of(name, SIMULATOR);
    }

    @Test
    void all_names_areUniqueAndPlain() {
        assertThat(Examples.all())
                .extracting(Example::name)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("[a-z-]+"));
    }

    @ParameterizedTest
    @MethodSource("dev.perennial.examples.Examples#all")
    void source_ofEach_isThatOfItsClassAndShort(Example example) {
        assertThat(example.source()).contains("package dev.perennial.examples;", "static void run(");
        assertThat(example.source().lines().filter(line -> !line.startsWith("import ")))
                .hasSizeLessThan(70);
    }

    @Test
    void basicText_printsTheStory() throws Exception {
        assertThat(run("basic-text")).hasSizeGreaterThan(300).endsWith("\n");
    }

    @Test
    void finalMessage_tellsUsageAndStopReason() throws Exception {
        assertThat(run("final-message"))
                .startsWith("2+2 = 4")
                .containsPattern("Token usage: [1-9]")
                .contains("Stop reason: end_turn");
    }

    @Test
    void allEvents_tellsThemInOrder() throws Exception {
        assertThat(run("all-events"))
                .containsSubsequence(
                        "[Stream started: msg_",
                        "[Content block 0 started]",
                        GREETING,
                        "[Content block 0 finished]",
                        "[Stop reason: end_turn]",
                        "[Tokens used: ",
                        "[Stream completed: 1 blocks]");
    }

    @Test
    void toolUse_showsTheCallWhileItComesAndWhole() throws Exception {
        assertThat(run("tool-use"))
                .containsSubsequence(
                        "[Tool call: get_weather]",
                        "\"San Francisco\"",
                        "Tool: get_weather",
                        "Input: {location=San Francisco}");
    }

    @Test
    void tokenUsage_tellsTokensAtTheEnd() throws Exception {
        assertThat(run("token-usage"))
                .containsPattern("\\[Tokens: [1-9]\\d+\\]")
                .containsPattern("[1-9]\\d* tokens in, [1-9]\\d+ out");
    }

    @Test
    void errors_brokenStream_saysWhatArrived() throws Exception {
        assertThat(run("errors"))
                .contains("[stream_cut: ", "[It can be asked again]")
                .containsPattern("\\[\\d{2,} characters had arrived]");
    }

    @Test
    void systemPrompt_isSent() throws Exception {
        assertThat(run("system-prompt")).isNotBlank();
        assertThat(SIMULATOR.requests().getLast().body().path("system").asText())
                .startsWith("You are a helpful Java expert");
    }

    @Test
    void thinking_isShownBeforeTheText() throws Exception {
        assertThat(run("thinking")).containsSubsequence("[Thinking: ", "27 * 453 = 12231");
    }

    @Test
    void rawResponse_tellsTheRequestsId() throws Exception {
        assertThat(run("raw-response"))
                .startsWith("[Request ID: req_")
                .contains("[Content type: text/event-stream", GREETING);
    }

    @Test
    void manualIteration_givesTheText() throws Exception {
        assertThat(run("manual-iteration")).contains(GREETING, "[1 blocks]");
    }

    @Test
    void cleanUp_stopsInTheMiddle() throws Exception {
        assertThat(run("clean-up")).hasSizeBetween(200, 600).endsWith("[Enough]\n");
    }

    @Test
    void partialAnswer_keepsWhatArrived() throws Exception {
        assertThat(run("partial-answer")).hasSizeGreaterThan(150).contains("[1 blocks unfinished]");
    }

    @Test
    void timeouts_healthyStream_isWhole() throws Exception {
        assertThat(run("timeouts")).contains(GREETING);
    }

    @Test
    void watchdog_silentStream_isNoticedAndGoesOn() throws Exception {
        String printed = run("watchdog");
        assertThat(printed).containsPattern("\\[Silent for [1-9]\\d{3,} ms]\n\\[Going on]");
        assertThat(printed.replaceAll("\n\\[Silent for \\d+ ms]\n\\[Going on]\n", ""))
                .isEqualTo(run("basic-text"));
    }

    @Test
    void resume_twoBreaks_leaveNoTraceInTheText() throws Exception {
        assertThat(run("resume"))
                .startsWith(run("basic-text"))
                .contains("[complete after 3 attempts]", "[1: ", "[3: whole, ");
    }

    @Test
    void async_printsTextAndThenTokens() throws Exception {
        assertThat(run("async")).hasSizeGreaterThan(40).containsPattern("\\n\\[[1-9]\\d* tokens]\n$");
    }

    @Test
    void concurrentStreams_answersInOrder() throws Exception {
        assertThat(run("concurrent-streams")).isEqualTo("""
                        Q: What is 2+2?
                        A: 2+2 = 4
                        Q: What is 3*3?
                        A: 3*3 = 9
                        Q: What is 4/2?
                        A: 4/2 = 2
                        """);
    }

    @Test
    void snapshot_growsWithTheText() throws Exception {
        List<Integer> lengths = Pattern.compile("Current length: (\\d+)")
                .matcher(run("snapshot"))
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .toList();
        assertThat(lengths).isSorted().hasSizeGreaterThan(10).first().isEqualTo(0);
        assertThat(lengths.getLast()).isEqualTo(run("basic-text").length() - 1);
    }

    @Test
    void interrupt_keepsWhatArrived() throws Exception {
        Matcher printed = Pattern.compile("(.*)\n\\[Stopped: (\\d+) characters kept]\n", Pattern.DOTALL)
                .matcher(run("interrupt"));
        assertThat(printed.matches()).isTrue();
        assertThat(printed.group(1)).hasSize(Integer.parseInt(printed.group(2)));
    }

    @Test
    void tee_bothReadersHaveAll() throws Exception {
        String story = run("basic-text");
        assertThat(run("tee")).isEqualTo(story + "[" + (story.length() - 1) + " characters recorded]\n");
    }

    @Test
    void publisher_asksPieceByPiece() throws Exception {
        assertThat(run("publisher")).startsWith(run("basic-text")).containsPattern("\\[\\d{2,} pieces]");
    }

    @Test
    void partialInput_showsTheNoteGrow() throws Exception {
        assertThat(run("partial-input"))
                .containsSubsequence("so far: The", "so far: The river rose", "whole: {\"note\":\"The river");
    }

    @Test
    void conversation_sendsWhatWasSaidBefore() throws Exception {
        assertThat(run("conversation"))
                .containsSubsequence(
                        "User: Hi, I'm Alice",
                        "Claude: ",
                        "[COMPLETE, ",
                        "User: What's my name?",
                        "Claude: Your name is Alice",
                        "[4 messages]");
        assertThat(SIMULATOR.requests().getLast().body().path("messages")).hasSize(3);
    }

    @Test
    void tools_areRunAndTheirResultsTold() throws Exception {
        assertThat(run("tools")).containsSubsequence("[looking at San Francisco]", "15 degrees, fog", "[2 requests]");
    }

    @Test
    void agentLoop_tellsTextToolsAndExchanges() throws Exception {
        assertThat(run("agent-loop"))
                .containsSubsequence(
                        "[request 1: tool_use]",
                        "[read_clock: tick]",
                        "It is noon.",
                        "[request 2: end_turn]",
                        "[complete, ");
    }

    @Test
    void temperature_newModel_isToldBeforeItIsAsked_olderOneGetsIt() throws Exception {
        assertThat(run("temperature"))
                .startsWith("[temperature is 0.8 but claude-opus-5-5 takes no sampling parameters")
                .hasSizeGreaterThan(400);
        assertThat(SIMULATOR.requests().getLast().body().path("temperature").asDouble())
                .isEqualTo(0.8);
        assertThat(SIMULATOR.requests().getLast().headers().first("anthropic-version"))
                .contains("2023-06-01");
    }

    @Test
    void buffered_printsAllOfTheText() throws Exception {
        assertThat(run("buffered")).isEqualTo(run("basic-text"));
    }
}
