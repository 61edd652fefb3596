package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.beta.messages.BetaThinkingConfigAdaptive;
import com.anthropic.models.beta.messages.MessageCreateParams;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.client.MessageEvent.ThinkingDelta;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** The beta API: thinking beside the text that it leads to. */
final class Thinking {

    private Thinking() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(2048)
                .thinking(BetaThinkingConfigAdaptive.builder()
                        .display(BetaThinkingConfigAdaptive.Display.SUMMARIZED)
                        .build())
                .addUserMessage("What is 27 * 453?")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            stream.forEach(event -> {
                switch (event) {
                    case ThinkingDelta delta -> out.printf("[Thinking: %s]%n", delta.text());
                    case TextDelta delta -> out.print(delta.text());
                    default -> {}
                }
            });
        }
        out.println();
    }
}
