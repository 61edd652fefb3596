package dev.perennial.gateway;

import dev.perennial.http.Headers;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param headers the request's, with the credentials that are for the upstream
 * @param client the client with a key of the gateway's; empty where clients bring their own
 */
record Caller(Headers headers, Optional<GatewayClient> client) {}
