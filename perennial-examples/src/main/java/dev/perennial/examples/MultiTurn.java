package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import dev.perennial.client.Conversation;
import dev.perennial.client.Turn;
import java.io.PrintStream;
import java.util.List;

/** A conversation that remembers what was said. */
final class MultiTurn {

    private MultiTurn() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        Conversation conversation =
                Conversation.with(client, model).maxTokens(1024).build();
        for (String said : List.of("Hi, I'm Alice", "What's my name?")) {
            out.printf("User: %s%nClaude: ", said);
            Turn turn = conversation.say(said, out::print);
            out.printf("%n[%s, %d tokens]%n", turn.ending(), turn.usage().output());
        }
        out.printf("[%d messages]%n", conversation.history().size());
    }
}
