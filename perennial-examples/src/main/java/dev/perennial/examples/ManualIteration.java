package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageEvent;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;
import java.util.Iterator;

/** A stream that is read step by step, and closed by hand. */
final class ManualIteration {

    private ManualIteration() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Hello")
                .build();
        MessageStream stream = MessageStream.open(client, params);
        try {
            Iterator<MessageEvent> events = stream.iterator();
            while (events.hasNext()) {
                if (events.next() instanceof TextDelta(int _, String text)) {
                    out.print(text);
                }
            }
            out.printf("%n[%d blocks]%n", stream.finalMessage().content().size());
        } finally {
            stream.close();
        }
    }
}
