package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.SimulatorServer;
import dev.perennial.simulator.SimulatorSettings;
import dev.perennial.simulator.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code chat} where standard input is no terminal: a turn a line. */
@Timeout(120)
final class ChatCommandTest {

    @TempDir
    private Path folder;

    @RegisterExtension
    private final ScriptedSimulator server = new ScriptedSimulator("nothing more");

    @Test
    void chat_lines_areTurnsOfOneConversation() {
        server.add(Reply.text("One."));
        server.add(Reply.text("Two."));

        Invocation chat = chat("first\n\nsecond\n");

        assertThat(chat.out()).isEqualTo("One.\nTwo.\n");
        assertThat(chat.exitCode()).isZero();
        JsonNode messages = server.lastBody().path("messages");
        assertThat(messages).hasSize(3);
        assertThat(messages.path(2).path("content").path(0).path("text").asText())
                .isEqualTo("second");
    }

    @Test
    void chat_withoutKeyAndAddress_saysThatItIsSimulated() {
        Invocation chat = Invocation.in(folder).input("hello\n").run("chat");

        assertThat(chat.err().lines().findFirst().orElse("")).contains("simulated", "ANTHROPIC_API_KEY");
        assertThat(chat.out()).isNotBlank();
        assertThat(chat.exitCode()).isZero();
    }

    @Test
    void chat_streamThatBreaks_isMendedAndSaysSoAtTheEnd() {
        try (SimulatorServer breaking = SimulatorServer.start(SimulatorSettings.builder(
                        prompt -> Reply.text("A sentence that is long enough to break in its middle."))
                .faults(Faults.parse("reset@text:20~1"))
                .build())) {
            Invocation chat = Invocation.in(folder)
                    .input("hello\n")
                    .run("chat", "--base-url", breaking.baseUrl().toString());

            assertThat(chat.err().lines().filter(line -> line.startsWith("complete")))
                    .singleElement()
                    .asString()
                    .contains(" · resumed ");
        }
    }

    @Test
    void new_afterATurn_forgetsIt() {
        chat("first\n/new\nsecond\n");

        assertThat(server.lastBody().path("messages")).hasSize(1);
    }

    @Test
    void model_other_goesOnWithItInTheSameConversation() {
        Invocation chat = chat("first\n/model claude-sonnet-5-5\nsecond\n/model\n");

        assertThat(server.lastBody().path("model").asText()).isEqualTo("claude-sonnet-5-5");
        assertThat(server.lastBody().path("messages")).hasSize(3);
        assertThat(chat.err()).contains("Going on with claude-sonnet-5-5", "known are");
    }

    @Test
    void model_thatRefusesTheSettings_staysAsItWas() {
        Invocation chat = Invocation.in(folder)
                .input("/model claude-opus-5-5\nhello\n")
                .run("chat", "--base-url=" + server.baseUrl(), "--model=claude-sonnet-4-5", "--thinking=disabled");

        assertThat(chat.err()).contains("claude-opus-5-5 takes adaptive");
        assertThat(server.lastBody().path("model").asText()).isEqualTo("claude-sonnet-4-5");
    }

    @Test
    void system_text_beginsAnewWithIt() {
        Invocation chat = chat("first\n/system Answer in rhymes.\nsecond\n/system\n");

        assertThat(server.lastBody().path("system").path(0).path("text").asText())
                .contains("Answer in rhymes.");
        assertThat(server.lastBody().path("messages")).hasSize(1);
        assertThat(chat.err()).contains("Working folder");
    }

    @Test
    void retry_lastAnswer_isAskedForAnew() {
        server.add(Reply.text("One."));
        server.add(Reply.text("Two."));

        Invocation chat = chat("/retry\nfirst\n/retry\n");

        assertThat(chat.out()).isEqualTo("One.\nTwo.\n");
        assertThat(chat.err()).contains("Nothing was said yet");
        assertThat(server.lastBody().path("messages")).hasSize(1);
    }

    @Test
    void save_conversation_isWrittenOnce() throws IOException {
        server.add(Reply.text("One."));

        Invocation chat = chat("first\n/save talk.md\n/save talk.md\n/save\n");

        assertThat(Files.readString(folder.resolve("talk.md")))
                .contains("# Conversation s-", "## You\n\nfirst\n", "claude-opus-5-5\n\nOne.\n");
        assertThat(chat.err()).contains("Saved as", "exists already", "/save FILE");
    }

    @Test
    void save_placesThatAreNone_areToldInWords() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        String lines = "/save ~/talk.md\n/save ~\n/save ~other/talk.md\n/save nowhere/talk.md\n/save .\n";

        Invocation chat = Invocation.in(folder)
                .with("HOME", home.toString())
                .input(lines)
                .run("chat", "--base-url", server.baseUrl().toString());

        assertThat(home.resolve("talk.md")).exists();
        assertThat(folder.resolve("~")).doesNotExist();
        assertThat(chat.err())
                .contains(
                        "Saved as " + home.resolve("talk.md"),
                        home + " is a folder: name a file in it.",
                        "`~other/talk.md` is not understood",
                        "There is no folder " + folder.resolve("nowhere"),
                        " is a folder: name a file in it.")
                .doesNotContain("Exception");
    }

    @Test
    void retry_withWordsBehindIt_saysThatItTakesNone() {
        Invocation chat = chat("first\n/retry in French\n/new now\n");

        assertThat(chat.err())
                .contains("/retry takes nothing behind it, but there is `in French`", "/new takes nothing behind it");
        assertThat(server.requests())
                .filteredOn(request -> request.path().equals("/v1/messages"))
                .hasSize(1);
    }

    @Test
    void usage_afterTurns_isTheirSum() {
        Invocation chat = chat("first\nsecond\n/usage\n");

        assertThat(chat.err()).contains("2 turns · 2 requests", "$0.0");
    }

    @Test
    void unknownCommand_isToldTheNearest() {
        Invocation chat = chat("/hlep\n/help\n/tools\n/etc/hosts is a file\n");

        assertThat(chat.err()).contains("did you mean /help?", "/model [NAME]", "bash");
        assertThat(server.lastBody()
                        .path("messages")
                        .path(0)
                        .path("content")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("/etc/hosts is a file");
    }

    @Test
    void exit_endsTheChat() {
        chat("/exit\nnever said\n");

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void chat_answerThatIsNotWhole_isToldByTheExitCode() {
        server.add(new Reply(List.of(Reply.textBlock("No.")), "refusal", JsonNodeFactory.instance.objectNode()));

        Invocation chat = chat("first\nsecond\n");

        assertThat(chat.exitCode()).isEqualTo(3);
        assertThat(chat.out()).contains("nothing more");
    }

    private Invocation chat(String lines) {
        return Invocation.in(folder)
                .input(lines)
                .run("chat", "--base-url", server.baseUrl().toString());
    }
}
