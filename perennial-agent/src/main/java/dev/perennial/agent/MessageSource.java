package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageStream;
import dev.perennial.client.ReceivedMessage;
import dev.perennial.client.exchange.ExchangeListener;

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

    /**
     * Opens the stream of a response that another process had begun to receive. It goes on where that one stopped: its events
     * begin with what is new. A source that cannot do that opens a response of its own instead, as this does by default; it
     * begins with {@code MessageStarted}, and what was received before is forgotten.
     *
     * @param conversation as it was sent
     * @param received what was received
     */
    default MessageStream resume(ObjectNode conversation, ReceivedMessage received) {
        return open(conversation);
    }

    /**
     * Says who hears from now on of every HTTP exchange for this source's requests, before it is sent: the session that asks here. A
     * source that does not know of exchanges tells of none.
     */
    default void tellExchanges(ExchangeListener listener) {}

    /** How many images of tool results go along in a request. */
    default ImagesKept imagesKept() {
        return ImagesKept.ALL;
    }

    /** How many images a request may have at most; 100 are taken by all models (Messages API, "Vision"). */
    default int mostImages() {
        return 100;
    }

    /**
     * Whether the model's thinking is bound to all that was before it, so that it is refused behind a change (Messages API, "Preserved
     * thinking").
     */
    default boolean bindsThinking() {
        return true;
    }

    /** Whether the model takes messages of the system's between the others (Messages API, "Mid-conversation system messages"). */
    default boolean takesSystemMessages() {
        return false;
    }
}
