package dev.perennial.gateway;

import static java.util.Objects.requireNonNull;

import com.anthropic.backends.Backend;
import dev.perennial.client.Provider;

/**
 * Who offers the models behind a gateway.
 *
 * <pre>{@code
 * ClientSettings bedrock = ClientSettings.builder().provider(Provider.BEDROCK).build();
 * Backend backend = ClientFactory.backend(bedrock).orElseThrow();
 * GatewaySettings settings = GatewaySettings.DEFAULT.withProvider(new GatewayProvider(Provider.BEDROCK, backend));
 * }</pre>
 *
 * @param provider who
 * @param backend makes of requests what the provider takes, and of its answers what clients expect; closed with the gateway
 */
public record GatewayProvider(Provider provider, Backend backend) {

    public GatewayProvider {
        requireNonNull(provider, "provider");
        requireNonNull(backend, "backend");
    }
}
