package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/** For reactive programs: the text is read from the server only as fast as the subscriber asks for it. */
final class Publisher {

    private Publisher() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .build();
        Printer printer = new Printer(out);
        MessageStream.open(client, params).textPublisher().subscribe(printer); // its end closes the stream
        out.printf("%n[%d pieces]%n", printer.done.join());
    }

    private static final class Printer implements Flow.Subscriber<String> {

        private final PrintStream out;
        private final CompletableFuture<Integer> done = new CompletableFuture<>();
        private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
        private int pieces;

        Printer(PrintStream out) {
            this.out = out;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.set(given);
            given.request(1);
        }

        @Override
        public void onNext(String text) {
            out.print(text);
            pieces++;
            subscription.get().request(1); // the next piece, once this one is printed
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(pieces);
        }
    }
}
