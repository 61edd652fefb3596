package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.client.StreamBranch;
import java.io.PrintStream;
import java.util.List;

/** One stream for two readers, each at its own pace. */
final class Tee {

    private Tee() {}

    static void run(AnthropicClient client, String model, PrintStream out) throws InterruptedException {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .build();
        List<StreamBranch> branches = MessageStream.open(client, params).tee(2);
        Thread printer = Thread.ofVirtual().start(() -> {
            try (StreamBranch screen = branches.getFirst()) {
                screen.text().forEach(out::print);
            }
        });
        StringBuilder record = new StringBuilder();
        try (StreamBranch file = branches.getLast()) {
            file.text().forEach(record::append);
        }
        printer.join();
        out.printf("%n[%d characters recorded]%n", record.length());
    }
}
