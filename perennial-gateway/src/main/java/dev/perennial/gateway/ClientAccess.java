package dev.perennial.gateway;

import static java.util.Objects.requireNonNull;

import dev.perennial.http.Headers;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who may use a gateway that has keys of its own to give, and what it pays with upstream.
 *
 * <pre>{@code
 * GatewaySettings settings = GatewaySettings.DEFAULT.withAccess(
 *         new ClientAccess(keys::find, Headers.of("x-api-key", System.getenv("ANTHROPIC_API_KEY"))));
 * }</pre>
 *
 * @param clients finds the client that a key belongs to; asked for each request, by any thread
 * @param credential what is sent to the upstream in place of the client's key; empty before a provider, which has its own
 */
public record ClientAccess(Function<String, Optional<GatewayClient>> clients, Headers credential) {

    public ClientAccess {
        requireNonNull(clients, "clients");
        requireNonNull(credential, "credential");
    }
}
