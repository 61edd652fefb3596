package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Limits for each layer: the connection, the first token, the gap between tokens, and all together. */
final class Timeouts {

    private Timeouts() {}

    static void run(ClientSettings settings, String model, PrintStream out) {
        Perennial perennial = Perennial.with(PerennialSettings.builder()
                .connectTimeout(Duration.ofSeconds(5))
                .firstTokenTimeout(Duration.ofSeconds(60))
                .stallTimeout(Duration.ofSeconds(25)) // between pieces of text; thinking has a limit of its own
                .totalTimeout(Duration.ofMinutes(30)) // none by default: healthy streams may take hours
                .build());
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Hello")
                .putAdditionalHeader(Perennial.HEADER, "stall-timeout=40s") // for this request only
                .build();
        AnthropicClient client = ClientFactory.create(settings.withInterceptors(List.of(perennial)));
        try (MessageStream stream = MessageStream.open(client, params)) {
            for (String text : stream.text()) {
                out.print(text);
            }
        } finally {
            client.close();
        }
        out.println();
    }
}
