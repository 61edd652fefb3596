package dev.perennial.gateway;

import static java.util.Objects.requireNonNull;

import dev.perennial.stream.recovery.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a request; never content, and no credentials.
 *
 * @param method its method
 * @param path its path, without query
 * @param client the first word of the client's {@code User-Agent}; empty if there is none
 * @param key the name of the client with that key of the gateway's; empty where clients bring their own
 * @param status what was answered; empty if the client was gone before
 * @param lasted from its head to the end of the answer
 * @param message what it was about, if it was a message that was kept alive
 */
public record ServedRequest(
        String method,
        String path,
        String client,
        String key,
        OptionalInt status,
        Duration lasted,
        Optional<ServedMessage> message) {

    public ServedRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(client, "client");
        requireNonNull(key, "key");
        requireNonNull(status, "status");
        requireNonNull(lasted, "lasted");
        requireNonNull(message, "message");
    }

    /**
     * What became of a message.
     *
     * @param model the model that was asked for
     * @param streaming whether the client wanted a stream
     * @param firstContent how long the first content took to arrive; empty if none did
     * @param queued how long its requests waited for their turn under the rate limit, together
     * @param outcome how it ended, with all attempts
     */
    public record ServedMessage(
            String model, boolean streaming, Optional<Duration> firstContent, Duration queued, Outcome outcome) {

        public ServedMessage {
            requireNonNull(model, "model");
            requireNonNull(firstContent, "firstContent");
            requireNonNull(queued, "queued");
            requireNonNull(outcome, "outcome");
        }
    }
}
