package dev.perennial.client.exchange;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it is sent, without its body and without anything that somebody could pay with. At providers that sign requests it is
 * what was signed, with the path of the Claude API.
 *
 * @param method the HTTP method
 * @param url where to, without a password, and without the values of parameters that are not known to be harmless
 * @param headers names in lower case; in place of a value that is not known to be harmless stands {@code …}
 * @param bodyHash the SHA-256 of the body, 64 hexadecimal digits in lower case
 * @param bodyBytes how long the body is
 */
public record SentRequest(String method, String url, Map<String, String> headers, String bodyHash, long bodyBytes) {

    /** Copies the headers. */
    public SentRequest {
        requireNonNull(method, "method");
        requireNonNull(url, "url");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        requireNonNull(bodyHash, "bodyHash");
    }
}
