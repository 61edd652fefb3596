package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpRequestBody;
import dev.perennial.stream.recovery.MessageRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Requests that were given up after all was tried. The SDK's own loop sends each of them again, with the same body and the
 * same options (com.anthropic.core.http.RetryingHttpClient): it gets the same failure at once, so that attempts do not
 * multiply. An interceptor between may have made a new body of the same content, or may ask for something else with the
 * same options; so a body is known by itself, and options by what was asked with them.
 *
 * <p>Safe for use by several threads.
 */
final class GivenUp {

    private final Map<HttpRequestBody, RuntimeException> byBody = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<RequestOptions, Failed> byOptions = Collections.synchronizedMap(new WeakHashMap<>());

    private record Failed(int length, int hash, RuntimeException failure) {

        static Failed of(MessageRequest message, RuntimeException failure) {
            return new Failed(message.body().length, Arrays.hashCode(message.body()), failure);
        }

        boolean isAbout(MessageRequest message) {
            return length == message.body().length && hash == Arrays.hashCode(message.body());
        }
    }

    RuntimeException remember(
            HttpRequestBody body, RequestOptions options, MessageRequest message, RuntimeException failure) {
        byBody.put(body, failure);
        byOptions.put(options, Failed.of(message, failure));
        return failure;
    }

    /** Throws what the request failed with, if it did. */
    void rethrow(HttpRequestBody body) {
        RuntimeException failure = byBody.get(body);
        if (failure != null) {
            throw failure;
        }
    }

    /** Throws what the same request failed with under another body, if it did. */
    void rethrow(RequestOptions options, MessageRequest message) {
        Failed failed = byOptions.get(options);
        if (failed != null && failed.isAbout(message)) {
            throw failed.failure();
        }
    }
}
