package dev.perennial.client;

import com.anthropic.backends.Backend;
import java.util.function.Supplier;

/**
 * Opens the SDK's back ends. Their modules may be missing: none of their classes is named here, so that the Java machine looks
 * for them only when one is opened.
 */
final class Backends {

    private Backends() {}

    /**
     * Opens one, and looks for credentials.
     *
     * @throws ClientConfigurationException if something is missing; it says what, and where it belongs
     */
    static Backend open(ProviderEnvironment environment) {
        return withModule(environment, () -> switch (environment.provider()) {
            case ANTHROPIC -> throw new IllegalArgumentException("the Claude API needs no back end");
            case BEDROCK -> AmazonBackends.bedrock(environment);
            case BEDROCK_MANTLE -> AmazonBackends.mantle(environment);
            case AWS -> AmazonBackends.platform(environment);
            case VERTEX -> GoogleBackends.vertex(environment);
            case GOOGLE_CLOUD -> GoogleBackends.platform(environment);
            case FOUNDRY -> FoundryBackends.open(environment);
        });
    }

    /**
     * Finds what is missing without looking for credentials, which may take requests.
     *
     * @throws ClientConfigurationException if something is
     */
    static void check(ProviderEnvironment environment) {
        withModule(environment, () -> {
            switch (environment.provider()) {
                case ANTHROPIC -> {}
                case BEDROCK, BEDROCK_MANTLE, AWS -> AmazonBackends.check(environment);
                case VERTEX, GOOGLE_CLOUD -> GoogleBackends.check(environment);
                case FOUNDRY -> FoundryBackends.open(environment).close();
            }
            return environment;
        });
    }

    private static <T> T withModule(ProviderEnvironment environment, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (NoClassDefFoundError missing) {
            String artifact = environment.provider().artifact().orElse("");
            throw environment.missing(
                    "the SDK's module for it, which is not on the class path",
                    "the dependency com.anthropic:" + artifact + " beside perennial-client, in the version of"
                            + " com.anthropic:anthropic-java",
                    missing);
        }
    }
}
