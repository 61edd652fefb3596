package dev.perennial.gateway;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.governor.Governing;

/**
 * A client that a gateway has given a key of its own.
 *
 * @param name what people call it
 * @param governing its own limits and budgets, besides those that all clients share
 */
public record GatewayClient(String name, Governing governing) {

    public GatewayClient {
        requireNonNull(name, "name");
        requireNonNull(governing, "governing");
    }
}
