package dev.perennial.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.HttpResponse;
import dev.perennial.stream.recovery.Received;
import java.util.function.Function;

/** Has a message gone on with that another process received the beginning of. */
final class Resuming {

    private Resuming() {}

    /**
     * Makes the call.
     *
     * @param call sends the request with one value more in the header {@link Perennial#HEADER}
     */
    static MessageStream resume(
            AnthropicClient client, ReceivedMessage received, Function<String, ? extends HttpResponse> call) {
        Received before = received.received();
        try (Handover.Left left = perennial(client).handover().leave(before, received.model())) {
            HttpResponse response = call.apply(left.item());
            if (!left.isTaken()) {
                response.close();
                throw new IllegalStateException("an interceptor of the client took the header " + Perennial.HEADER
                        + " away, so the message was asked for anew: add Perennial before that interceptor");
            }
            return new MessageStream(response, before.frames());
        }
    }

    private static Perennial perennial(AnthropicClient client) {
        return client.options().interceptors().stream()
                .filter(Perennial.class::isInstance)
                .map(Perennial.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the client has no Perennial among its interceptors, and"
                        + " without it a message cannot be resumed: build the client with"
                        + " addInterceptor(Perennial.create())"));
    }
}
