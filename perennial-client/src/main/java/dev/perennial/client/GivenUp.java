package dev.perennial.client;

import com.anthropic.core.http.HttpRequestBody;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Requests that were given up after all was tried. The SDK's own loop sends each of them again, with the same body object
 * (com.anthropic.core.http.RetryingHttpClient): it gets the same failure at once, so that attempts do not multiply.
 *
 * <p>Safe for use by several threads.
 */
final class GivenUp {

    private final Map<HttpRequestBody, RuntimeException> failures = Collections.synchronizedMap(new WeakHashMap<>());

    RuntimeException remember(HttpRequestBody body, RuntimeException failure) {
        failures.put(body, failure);
        return failure;
    }

    /** Throws what the request failed with, if it did. */
    void rethrow(HttpRequestBody body) {
        RuntimeException failure = failures.get(body);
        if (failure != null) {
            throw failure;
        }
    }
}
