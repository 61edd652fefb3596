package dev.perennial.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.perennial.http.Headers;
import java.util.Arrays;
import java.util.Optional;

/**
 * A request as it came over the wire, or as an in-process caller makes it up.
 *
 * @param method the method in upper case
 * @param path the path, such as {@code /v1/messages}
 * @param query the query without question mark, empty if there is none
 * @param headers the headers
 * @param body the body; not to be changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a body is handed on, never compared
public record SimulatedRequest(String method, String path, String query, Headers headers, byte[] body) {

    public SimulatedRequest {
        requireNonNull(method, "method");
        requireNonNull(path, "path");
        requireNonNull(query, "query");
        requireNonNull(headers, "headers");
        requireNonNull(body, "body");
    }

    /** A {@code POST} of a JSON text with a key and the newest API version. */
    public static SimulatedRequest post(String path, String json) {
        return new SimulatedRequest("POST", path, "", credentials(), json.getBytes(UTF_8));
    }

    /** A {@code GET} with a key and the newest API version. */
    public static SimulatedRequest get(String path) {
        return new SimulatedRequest("GET", path, "", credentials(), new byte[0]);
    }

    private static Headers credentials() {
        return Headers.of("Authorization", "Bearer in-process", "anthropic-version", "2026-10-21");
    }

    /** The first value of a query parameter; the API's own parameters need no decoding. */
    public Optional<String> queryParameter(String name) {
        return Arrays.stream(query.split("&"))
                .filter(p -> p.startsWith(name + "="))
                .map(p -> p.substring(name.length() + 1))
                .findFirst();
    }
}
