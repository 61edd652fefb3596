package dev.perennial.client;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicServiceException;
import dev.perennial.stream.recovery.Outcome;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the message that a response or an exception of the SDK's is about, by its headers: the SDK hands on nothing else.
 * It remembers as long as somebody holds those headers, and
 * nothing of a message but how it ended. Safe for use by several threads.
 */
final class Outcomes {

    private final Map<Headers, CompletableFuture<Outcome>> endings = Collections.synchronizedMap(new WeakHashMap<>());

    HttpResponse of(LiveMessage message, HttpResponse response) {
        endings.put(response.headers(), message.ending());
        return response;
    }

    Optional<Outcome> find(Headers headers) {
        return Optional.ofNullable(endings.get(headers)).map(ending -> ending.getNow(null));
    }

    Optional<Outcome> find(Throwable thrown) {
        return UnfinishedMessageException.in(thrown)
                .map(UnfinishedMessageException::outcome)
                .or(() -> thrown instanceof AnthropicServiceException refused
                        ? find(refused.headers())
                        : Optional.empty());
    }
}
