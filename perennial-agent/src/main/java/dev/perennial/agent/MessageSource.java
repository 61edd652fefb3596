package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageStream;

/**
 * Completes a conversation to a request, sends it to the Messages API and opens the stream of the answer.
 *
 * <p>What it adds (model, limits, system prompt) has to be the same in every request of a session: the prompt cache and
 * the signatures of thinking are bound to the exact system prompt and tools.
 */
@FunctionalInterface
public interface MessageSource {

    /**
     * Opens the stream.
     *
     * @param conversation the {@code messages} of the request and, if there are any, its {@code tools}; not to be changed
     * @throws RequestNotSentException if the request cannot succeed, for example because it does not fit
     * @throws RuntimeException the SDK's own exceptions if the API refuses the request or cannot be reached
     */
    MessageStream open(ObjectNode conversation);
}
