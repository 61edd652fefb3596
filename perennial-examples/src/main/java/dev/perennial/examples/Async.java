package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;

/** A stream that keeps no thread of yours waiting: text as it comes, the message as a future. */
final class Async {

    private Async() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a haiku")
                .build();
        CompletableFuture<Long> tokens = MessageStream.readAsync(client.async(), params, stream -> {
            stream.forEachText(out::print);
            return stream.finalMessage().usage().outputTokens();
        });
        tokens.thenAccept(count -> out.printf("%n[%d tokens]%n", count)).join();
    }
}
