package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.client.SamplingFields;
import dev.perennial.client.UnsupportedByModelException;
import dev.perennial.models.Sampling;
import java.io.PrintStream;

/** A temperature, for models that take one; where the model takes none, the request is refused before it is sent. */
final class Temperature {

    private Temperature() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        try {
            story(client, model, out);
        } catch (UnsupportedByModelException unsupported) {
            out.printf("[%s]%n", unsupported.getMessage());
            story(client, "claude-sonnet-4-6", out);
        }
        out.println();
    }

    private static void story(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .build();
        Sampling sampling = Sampling.NONE.withTemperature(0.8);
        try (MessageStream stream = MessageStream.open(client, SamplingFields.addTo(params, sampling))) {
            stream.forEachText(out::print);
        }
    }
}
