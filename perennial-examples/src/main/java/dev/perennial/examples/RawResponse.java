package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;

/** The response below the stream: the id of the request, and its headers. */
final class RawResponse {

    private RawResponse() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Hello")
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            out.printf("[Request ID: %s]%n", stream.requestId().orElse("none"));
            out.printf(
                    "[Content type: %s]%n", String.join(", ", stream.headers().values("content-type")));
            for (String text : stream.text()) {
                out.print(text);
            }
        }
        out.println();
    }
}
