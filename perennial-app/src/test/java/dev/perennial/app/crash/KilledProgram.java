package dev.perennial.app.crash;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.MessageSource;
import dev.perennial.agent.RunResult;
import dev.perennial.agent.SavedSession;
import dev.perennial.agent.Session;
import dev.perennial.agent.SessionSettings;
import dev.perennial.agent.SessionStore;
import dev.perennial.agent.Tool;
import dev.perennial.agent.ToolCall;
import dev.perennial.agent.ToolDefinition;
import dev.perennial.agent.ToolOutput;
import dev.perennial.agent.ToolResult;
import dev.perennial.agent.ToolRunner;
import dev.perennial.agent.journal.Journal;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.Perennial;
import dev.perennial.client.RawMessages;
import dev.perennial.client.ReceivedMessage;
import dev.perennial.journal.SqliteJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;

/**
 * The program that {@link KilledProgramTest} kills: begins a session, or goes on with the one that an earlier process left, to the
 * end; then prints how it ended and the answer.
 */
final class KilledProgram {

    static final String SESSION = "s-killed";
    static final String MODEL = "claude-opus-5-5";

    private KilledProgram() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        AnthropicClient client = ClientFactory.create(ClientSettings.builder()
                .baseUrl(arguments[1])
                .apiKey("test")
                .maxRetries(0)
                .interceptor(Perennial.create())
                .build());
        try (Journal journal = SqliteJournal.open(folder.resolve("journal.db"), InstantSource.system())) {
            RunResult result = run(new SessionStore(journal, InstantSource.system()), client, folder.resolve("notes"));
            System.out.println(result.outcome() + " " + result.text());
        }
        client.close();
    }

    private static RunResult run(SessionStore store, AnthropicClient client, Path notes) {
        ToolRunner tools = new ToolRunner(List.of(new Note(notes)));
        if (store.journal().session(SESSION).filter(row -> row.lastSeq() > 0).isEmpty()) {
            store.journal().delete(SESSION);
            SessionSettings settings = new SessionSettings(SESSION, "/", MODEL, true, 100);
            try (Session session =
                    Session.open(store, settings, new Source(client), tools, (seq, event) -> {}, System::nanoTime)) {
                return session.run("Count them");
            }
        }
        SavedSession saved = store.open(SESSION);
        try (Session session =
                Session.reopen(saved, 100, new Source(client), tools, (seq, event) -> {}, System::nanoTime)) {
            return session.isInterrupted() ? session.resume() : session.run("Count them");
        }
    }

    private record Source(AnthropicClient client) implements MessageSource {

        @Override
        public MessageStream open(ObjectNode conversation) {
            return MessageStream.open(client, params(conversation));
        }

        @Override
        public MessageStream resume(ObjectNode conversation, ReceivedMessage received) {
            return MessageStream.resume(client, params(conversation), received);
        }

        private static MessageCreateParams params(ObjectNode conversation) {
            return RawMessages.params(
                    conversation.deepCopy().put("model", MODEL).put("max_tokens", 20_000));
        }
    }

    /** Writes the id of each call that is run into a file. */
    private record Note(Path file) implements Tool {

        @Override
        public ToolDefinition definition() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", "note");
            json.putObject("input_schema").put("type", "object");
            return new ToolDefinition("note", json);
        }

        @Override
        public ToolResult run(ToolCall call, ToolOutput output) {
            try {
                Files.writeString(file, call.id() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return ToolResult.text("noted");
        }
    }
}
