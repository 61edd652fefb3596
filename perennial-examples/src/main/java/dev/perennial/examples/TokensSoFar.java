package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageEvent.MessageDelta;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** How many tokens were used, as soon as the API tells. */
final class TokensSoFar {

    private TokensSoFar() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(2048)
                .addUserMessage("Write an essay about rivers")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            stream.forEach(event -> {
                switch (event) {
                    case TextDelta delta -> out.print(delta.text());
                    case MessageDelta delta ->
                        out.printf("%n[Tokens: %d]%n", delta.usage().output());
                    default -> {}
                }
            });
            out.printf(
                    "%d tokens in, %d out%n",
                    stream.usage().input(), stream.usage().output());
        }
    }
}
