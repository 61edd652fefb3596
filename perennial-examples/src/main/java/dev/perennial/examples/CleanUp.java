package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** A stream that is left in the middle: its connection is freed, and the model stops. */
final class CleanUp {

    private CleanUp() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(4096)
                .addUserMessage("Write a very long story")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            int characters = 0;
            for (String text : stream.text()) {
                out.print(text);
                characters += text.length();
                if (characters > 200) {
                    break; // also after a return or an exception the stream is closed
                }
            }
        }
        out.printf("%n[Enough]%n");
    }
}
