package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageEvent;
import dev.perennial.client.MessageEvent.BlockFinished;
import dev.perennial.client.MessageEvent.BlockStarted;
import dev.perennial.client.MessageEvent.MessageDelta;
import dev.perennial.client.MessageEvent.MessageFinished;
import dev.perennial.client.MessageEvent.MessageStarted;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** Every event of a stream; the compiler knows which there are. */
final class AllEvents {

    private AllEvents() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Hello")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            for (MessageEvent event : stream) {
                switch (event) {
                    case MessageStarted started ->
                        out.printf(
                                "[Stream started: %s]%n",
                                started.message().path("id").asText());
                    case BlockStarted started -> out.printf("[Content block %d started]%n", started.index());
                    case TextDelta delta -> out.print(delta.text());
                    case BlockFinished finished -> out.printf("%n[Content block %d finished]%n", finished.index());
                    case MessageDelta delta ->
                        out.printf(
                                "[Stop reason: %s]%n[Tokens used: %d]%n",
                                delta.stopReason().orElse("none yet"),
                                delta.usage().output());
                    case MessageFinished finished ->
                        out.printf(
                                "[Stream completed: %d blocks]%n",
                                finished.message().path("content").size());
                    default -> {} // thinking, input of tools, citations, pings, and what is not known yet
                }
            }
        }
    }
}
