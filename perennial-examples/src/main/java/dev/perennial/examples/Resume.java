package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Cause;
import java.io.PrintStream;

/** The connection breaks twice; the text has no trace of it, the report has all. */
final class Resume {

    private Resume() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .putAdditionalHeader("x-simulator-fault", "reset@text:120~1-2") // only the simulator listens to this
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            for (String text : stream.text()) {
                out.print(text);
            }
            out.println();
            stream.outcome().ifPresent(outcome -> {
                out.printf(
                        "[%s after %d attempts]%n",
                        outcome.code(), outcome.report().attempts().size());
                for (AttemptReport attempt : outcome.report().attempts()) {
                    out.printf(
                            "[%d: %s, %d tokens out]%n",
                            attempt.number(),
                            attempt.cause().map(Cause::code).orElse("whole"),
                            attempt.usage().output());
                }
            });
        }
    }
}
