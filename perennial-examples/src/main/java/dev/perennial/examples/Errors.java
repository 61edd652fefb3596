package dev.perennial.examples;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.messages.MessageCreateParams;
import dev.perennial.client.MessageStream;
import dev.perennial.client.MessageStreamException;
import dev.perennial.client.PartialMessage;
import dev.perennial.client.Perennial;
import dev.perennial.client.StreamStalledException;
import dev.perennial.client.StreamTimeUpException;
import java.io.PrintStream;

/** What can go wrong, as exceptions that say what arrived and whether to try again. */
final class Errors {

    private Errors() {}

    static void run(AnthropicClient client, String model, PrintStream out) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Write a short story")
                .putAdditionalHeader(Perennial.HEADER, "max-resumes=0")
                .putAdditionalHeader("x-simulator-fault", "reset@text:120") // only the simulator listens to this
                .build();
        try (MessageStream stream = MessageStream.open(client, params)) {
            for (String text : stream.text()) {
                out.print(text);
            }
        } catch (StreamStalledException | StreamTimeUpException late) {
            out.printf("%n[Timed out: %s]%n", late.getMessage());
        } catch (MessageStreamException broken) {
            out.printf("%n[%s: %s]%n", broken.code(), broken.getMessage());
            out.printf("[%s]%n", broken.retryable() ? "It can be asked again" : "Asking again is no use");
            int arrived = broken.partial().map(PartialMessage::text).orElse("").length();
            out.printf("[%d characters had arrived]%n", arrived);
        } catch (AnthropicServiceException refused) {
            out.printf("[The API answered %d: %s]%n", refused.statusCode(), refused.getMessage());
        } catch (AnthropicIoException unreachable) {
            out.printf("[The API cannot be reached: %s]%n", unreachable.getMessage());
        }
    }
}
