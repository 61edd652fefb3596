package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.client.PartialMessage;
import dev.perennial.client.StreamClosedException;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Another thread stops the stream; what had arrived is still there. */
final class Interrupt {

    private Interrupt() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(4096)
                .addUserMessage("Write a very long story")
                .putAdditionalHeader("x-simulator-fault", "silence-pings=1h@text:300") // only the simulator listens
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(stream::close);
            stream.forEachText(out::print);
        } catch (StreamClosedException stopped) {
            String text = stopped.partial().map(PartialMessage::text).orElse("");
            out.printf("%n[Stopped: %d characters kept]%n", text.length());
        }
    }
}
