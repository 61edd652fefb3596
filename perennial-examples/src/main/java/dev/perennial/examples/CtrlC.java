package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.client.PartialMessage;
import dev.perennial.client.StreamClosedException;
import java.io.PrintStream;

/** Press Ctrl-C while the story comes: what had arrived is still there when the program ends. */
final class CtrlC {

    private CtrlC() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(32_000)
                .addUserMessage("Tell me a long story of 20000 words")
                .build();
        try (MessageStream stream = MessageStream.open(client, params).closeOnExit()) {
            stream.forEachText(out::print);
        } catch (StreamClosedException stopped) {
            String text = stopped.partial().map(PartialMessage::text).orElse("");
            out.printf("%n[Stopped: %d characters kept]%n", text.length());
        }
    }
}
