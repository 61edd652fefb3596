package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.client.print.PacedPrinter;
import java.io.PrintStream;

/** Text at a steady pace, however unsteadily it comes; no character is ever split. */
final class Buffered {

    private Buffered() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .build();
        try (MessageStream stream = MessageStream.open(client, params);
                PacedPrinter printer = PacedPrinter.to(out)) {
            stream.forEachText(printer::print);
            printer.finish();
        }
        out.println();
    }
}
