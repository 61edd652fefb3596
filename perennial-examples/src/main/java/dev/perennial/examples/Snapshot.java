package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageSnapshot;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** The message so far, while it streams; looking costs the same however long it is. */
final class Snapshot {

    private Snapshot() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            stream.forEach(event -> {
                MessageSnapshot soFar = stream.snapshot();
                out.printf("\rCurrent length: %d", soFar.textLength());
            });
            out.printf("%n%s%n", stream.snapshot().toMessage().id());
        }
    }
}
