package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.SessionEvent;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.journal.SessionHead.State;
import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;
import dev.perennial.client.exchange.ExchangeEnd;
import dev.perennial.client.exchange.SentRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code show} as users and scripts see it. */
@Timeout(60)
final class ShowCommandTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @TempDir
    private Path folder;

    @Test
    void show_session_isWhatWasSaidAndDone() {
        try (KeptStory story = KeptStory.begin(folder, "s-one")) {
            told(story);
        }

        assertThat(run("s-one").out()).isEqualTo("""
                        Session s-one · 20 Nov 2026, 11:57 · /home/you/shop

                        › count the lines
                        · of all files

                        I look.
                        · asked whether bash may: reads /etc
                        · allowed, this once
                        ▸ bash wc -l a.txt
                          12 a.txt
                        · resumed at once (reset)
                        There are **12**.
                        complete · 1 request · 1,000 tokens in, 200 out · $0.0080 · 1.5 s
                        """);
    }

    @Test
    void show_thinking_isShownWhenAskedFor() {
        try (KeptStory story = KeptStory.begin(folder, "s-one")) {
            told(story);
        }

        assertThat(run("s-one").out()).doesNotContain("Where is it?");
        assertThat(run("s-one", "--thinking").out()).contains("Where is it?");
    }

    @Test
    void show_json_isTheEventsAsRunPrintsThem() {
        try (KeptStory story = KeptStory.begin(folder, "s-one")) {
            told(story);
        }

        Invocation show = run("s-one", "--json");

        assertThat(show.out().lines().findFirst().orElse(""))
                .isEqualTo("{\"type\":\"session\",\"session\":\"s-one\",\"seq\":1,\"model\":\"claude-opus-5-5\","
                        + "\"simulated\":false,\"folder\":\"/home/you/shop\"}");
        assertThat(show.json().getLast().path("type").asText()).isEqualTo("result");
        assertThat(show.json().getLast().path("cost_usd").asText()).isEqualTo("0.008");
    }

    @Test
    void show_exchanges_isWhatWentOverTheWire() {
        SentRequest sent = new SentRequest(
                "POST",
                "https://api.anthropic.com/v1/messages",
                Map.of("authorization", "…"),
                "0123456789abcdef",
                12_345);
        SessionEvent.ExchangeStarted first = new SessionEvent.ExchangeStarted(1, 1, sent);
        ExchangeEnd refused = new ExchangeEnd(
                ExchangeEnd.How.WHOLE,
                OptionalInt.of(529),
                Map.of("request-id", "req_1"),
                "{\"type\":\"error\"}",
                Duration.ofMillis(312),
                Duration.ofMillis(320),
                16);
        try (KeptStory story = KeptStory.begin(folder, "s-one")) {
            story.tell(new SessionEvent.ExchangeEnded(first, refused), new SessionEvent.ExchangeStarted(2, 1, sent));
        }

        assertThat(run("s-one", "--exchanges").out()).isEqualTo("""
                exchange 1 · request 1 · POST https://api.anthropic.com/v1/messages · 12,345 bytes, SHA-256 0123456789ab… · \
                529 after 312 ms · 16 bytes in 320 ms
                  > authorization: …
                  < request-id: req_1
                  < {"type":"error"}
                exchange 2 · request 1 · POST https://api.anthropic.com/v1/messages · 12,345 bytes, SHA-256 0123456789ab… · \
                sent; how it ended is not known yet
                  > authorization: …
                """);
    }

    @Test
    void show_textThatIsHalfWritten_isShown() {
        try (KeptStory story = KeptStory.begin(folder, "s-one").state(State.RUNNING)) {
            story.tell(new SessionEvent.UserInput("go"), response(), begun(), new SessionEvent.TextDelta("half a sen"));
        }

        Invocation show = run("s-one");

        assertThat(show.out()).endsWith("half a sen\n");
        assertThat(show.err()).contains("./perennial resume s-one");
    }

    @Test
    void show_eventOfALaterVersion_isNamed() {
        try (KeptStory story = KeptStory.begin(folder, "s-one")) {
            story.tell(new SessionEvent.Unknown(
                    "hologram", JSON.objectNode().put("type", "hologram").put("x", 1)));
        }

        assertThat(run("s-one").out()).contains("later version", "hologram");
        assertThat(run("s-one", "--json").json().getLast().toString())
                .isEqualTo("{\"type\":\"hologram\",\"session\":\"s-one\",\"seq\":2,\"x\":1}");
    }

    @Test
    void show_controlCharacters_areLeftOut() {
        try (KeptStory story = KeptStory.begin(folder, "s-one")) {
            story.tell(
                    new SessionEvent.UserInput("a\u001b[2Jb"),
                    response(),
                    block("c\u001b]0;x\u0007d"),
                    end(),
                    new SessionEvent.ToolStarted(
                            new ToolCall("t1", "ba\u001bsh", JSON.objectNode().put("command", "l\u001bs"))),
                    new SessionEvent.ToolFinished("t1", "bash", ToolResult.text("e\u001b[31mf")),
                    new SessionEvent.Notice("n", "g\u001bh"));
        }

        assertThat(run("s-one").out()).doesNotContain("\u001b", "\u0007").contains("a[2Jb", "c]0;xd", "e[31mf");
    }

    @ParameterizedTest
    @CsvSource({"s-o, s-one", "s-tw, s-two"})
    void show_beginningThatOnlyOneHas_isEnough(String written, String meant) {
        KeptStory.begin(folder, "s-one").close();
        KeptStory.begin(folder, "s-two").close();

        assertThat(run(written).out()).startsWith("Session " + meant + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s-|`s-` begins the ids of 2 sessions",
                "s-twp|the nearest is s-two",
                "''|Name one session",
            })
    void show_nameThatIsNone_isAUsageErrorThatSaysWhichThereAre(String written, String message) {
        KeptStory.begin(folder, "s-one").close();
        KeptStory.begin(folder, "s-two").close();

        Invocation show = run(written);

        assertThat(show.exitCode()).isEqualTo(2);
        assertThat(show.err()).contains(message);
    }

    @Test
    void show_noSessionAtAll_saysHowToBeginOne() {
        Invocation show = run("s-one");

        assertThat(show.exitCode()).isEqualTo(2);
        assertThat(show.err()).contains("`s-one`", "./perennial run");
    }

    private static void told(KeptStory story) {
        ObjectNode call =
                JSON.objectNode().put("type", "tool_use").put("id", "t1").put("name", "bash");
        call.putObject("input").put("command", "wc -l a.txt");
        story.tell(
                new SessionEvent.UserInput("count the lines\nof all files"),
                new SessionEvent.RequestStarted(1, 1, "h"),
                response(),
                new SessionEvent.BlockFinished(JSON.objectNode()
                        .put("type", "thinking")
                        .put("thinking", "Where is it?")
                        .put("signature", "x")),
                block("I look."),
                new SessionEvent.BlockFinished(call),
                end(),
                new SessionEvent.PermissionAsked("t1", new PermissionQuestion("bash", "reads /etc", "", List.of())),
                new SessionEvent.PermissionGiven("t1", PermissionAnswer.ONCE),
                new SessionEvent.ToolStarted(new ToolCall("t1", "bash", call.path("input"))),
                new SessionEvent.ToolFinished("t1", "bash", ToolResult.text("12 a.txt")),
                response(),
                new SessionEvent.Notice("resumed", "resumed at once (reset)"),
                block("There are **12**."),
                end(),
                KeptStory.ended("There are **12**."));
    }

    private static SessionEvent response() {
        return new SessionEvent.ResponseStarted("req_1", JSON.objectNode().put("model", "claude-opus-5-5"));
    }

    private static SessionEvent begun() {
        return new SessionEvent.BlockStarted(
                JSON.objectNode().put("type", "text").put("text", ""));
    }

    private static SessionEvent block(String text) {
        return new SessionEvent.BlockFinished(
                JSON.objectNode().put("type", "text").put("text", text));
    }

    private static SessionEvent end() {
        return new SessionEvent.ResponseFinished("end_turn", MissingNode.getInstance(), KeptStory.USAGE);
    }

    private Invocation run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "show";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Invocation.in(folder).run(all);
    }
}
