package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.InParallel;
import dev.perennial.client.InParallel.Result;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;
import java.util.List;

/** Many streams at once, eight at a time; plain blocking code, each on a virtual thread. */
final class ConcurrentStreams {

    private ConcurrentStreams() {}

    static void run(AnthropicClient client, String model, PrintStream out) throws InterruptedException {
        List<String> questions = List.of("What is 2+2?", "What is 3*3?", "What is 4/2?");
        List<Result<String>> answers =
                InParallel.atMost(8).allResults(questions, question -> answer(client, model, question));
        for (int i = 0; i < questions.size(); i++) {
            out.printf("Q: %s%n", questions.get(i));
            switch (answers.get(i)) {
                case Result.Done<String>(String text) -> out.printf("A: %s%n", text);
                case Result.Failed<String>(RuntimeException failure) -> out.printf("No answer: %s%n", failure);
            }
        }
    }

    private static String answer(AnthropicClient client, String model, String question) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage(question)
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            return stream.finalText();
        }
    }
}
