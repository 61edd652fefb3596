package dev.perennial.client;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The variables that say where a provider is and who asks: those of the SDK's modules, with the same meaning.
 *
 * @param provider whose they are
 * @param variables the environment
 * @param baseUrl the address, if it was set by other means
 */
record ProviderEnvironment(Provider provider, Map<String, String> variables, Optional<String> baseUrl) {

    /** The first of these variables that says something. */
    Optional<String> first(String... names) {
        return Arrays.stream(names)
                .map(name -> variables.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /**
     * The first of these variables that says something.
     *
     * @throws ClientConfigurationException if none does
     */
    String require(String what, String... names) {
        return first(names).orElseThrow(() -> missing(what, String.join(" or ", names)));
    }

    /** The address that was set, else that of a variable; empty for the provider's own. */
    Optional<String> address(String variable) {
        return baseUrl.or(() -> first(variable));
    }

    /** What to say of something that is not there. */
    ClientConfigurationException missing(String what, String wayOut) {
        return new ClientConfigurationException(
                provider.title() + " (provider `" + provider.key() + "`) needs " + what + ": set " + wayOut);
    }

    /** The same for something that was looked for in vain. */
    ClientConfigurationException missing(String what, String wayOut, Throwable cause) {
        ClientConfigurationException missing = missing(what, wayOut);
        missing.initCause(cause);
        return missing;
    }
}
