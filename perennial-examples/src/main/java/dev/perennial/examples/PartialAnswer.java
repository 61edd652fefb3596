package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.client.MessageStreamException;
import dev.perennial.client.PartialMessage;
import dev.perennial.client.Perennial;
import java.io.PrintStream;

/** A stream that could not be saved: what arrived is kept, with its bill and where it stopped. */
final class PartialAnswer {

    private PartialAnswer() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .putAdditionalHeader(Perennial.HEADER, "max-resumes=1, max-attempts=2")
                .putAdditionalHeader("x-simulator-fault", "reset@text:120~*") // only the simulator listens to this
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            out.println(stream.finalText());
        } catch (MessageStreamException broken) {
            PartialMessage partial = broken.partial().orElseThrow();
            out.println(partial.text());
            out.printf("[%s]%n", broken.outcome().orElseThrow().advice());
            out.printf("[%d blocks unfinished]%n", partial.unfinished().size());
        }
    }
}
