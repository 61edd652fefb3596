package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.MessageStream;
import dev.perennial.client.Perennial;
import dev.perennial.client.PerennialEvent;
import dev.perennial.client.PerennialSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A stream goes silent while pings still arrive: that is noticed, and the text goes on where it stopped. */
final class Watchdog {

    private Watchdog() {}

    static void run(ClientSettings settings, String model, PrintStream out) {
        Perennial perennial = Perennial.with(PerennialSettings.builder()
                .stallTimeout(Duration.ofSeconds(1)) // 25 s by default; short here, so that you need not wait
                .listener(event -> {
                    if (event instanceof PerennialEvent.Stall stall) {
                        out.printf("%n[Silent for %d ms]%n", stall.after().toMillis());
                    } else if (event instanceof PerennialEvent.Resume) {
                        out.println("[Going on]");
                    }
                })
                .build());
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .putAdditionalHeader("x-simulator-fault", "silence-pings=1h@text:120") // only the simulator listens
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
