package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** An answer under a system prompt. */
final class SystemPrompt {

    private SystemPrompt() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .system("You are a helpful Java expert. Be concise.")
                .addUserMessage("Write a short explanation of records")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            for (String text : stream.text()) {
                out.print(text);
            }
        }
        out.println();
    }
}
