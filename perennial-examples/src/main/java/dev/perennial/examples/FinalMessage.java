package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** The whole message, as the SDK's own type, after its text was read. */
final class FinalMessage {

    private FinalMessage() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("What is 2+2?")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            for (String text : stream.text()) {
                out.print(text);
            }
            Message message = stream.finalMessage();
            out.printf("%n%nToken usage: %d%n", message.usage().outputTokens());
            out.printf(
                    "Stop reason: %s%n",
                    message.stopReason().map(StopReason::asString).orElse("none"));
        }
    }
}
