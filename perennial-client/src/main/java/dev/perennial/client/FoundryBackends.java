package dev.perennial.client;

import com.anthropic.backends.Backend;
import com.anthropic.foundry.backends.FoundryBackend;

/** Microsoft Foundry's back end, with a key. */
final class FoundryBackends {

    private FoundryBackends() {}

    static Backend open(ProviderEnvironment environment) {
        FoundryBackend.Builder builder =
                FoundryBackend.builder().apiKey(environment.require("a key", "ANTHROPIC_FOUNDRY_API_KEY"));
        environment
                .address("ANTHROPIC_FOUNDRY_BASE_URL")
                .ifPresentOrElse(
                        builder::baseUrl,
                        () -> builder.resource(environment.require(
                                "a resource", "ANTHROPIC_FOUNDRY_RESOURCE", "ANTHROPIC_FOUNDRY_BASE_URL")));
        return builder.build();
    }
}
