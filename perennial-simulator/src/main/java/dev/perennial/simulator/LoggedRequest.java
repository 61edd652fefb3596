package dev.perennial.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.http.Headers;

/**
 * A request that the simulator received, and how it began to answer.
 *
 * @param number 1 for the first request of the simulator
 * @param method the method
 * @param path the path without query
 * @param query the query without question mark, empty if there is none
 * @param headers the headers, the values of keys replaced by {@code [redacted]}
 * @param body the JSON that was sent, a missing node if the body was none; not to be changed
 * @param status the HTTP status of the answer
 * @param requestId the {@code request-id} of the answer
 */
public record LoggedRequest(
        long number,
        String method,
        String path,
        String query,
        Headers headers,
        JsonNode body,
        int status,
        String requestId) {}
