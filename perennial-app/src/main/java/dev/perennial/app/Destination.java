package dev.perennial.app;

import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.client.ClientFactory;
import dev.perennial.client.ClientSettings;
import dev.perennial.client.Provider;
import dev.perennial.client.TransportTimeouts;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where requests are to go: the Claude API, another server or provider, or, without a key or an address, the built-in simulator.
 * Nothing is opened yet.
 *
 * @param client what the client is made from
 * @param place what people are told
 * @param simulated whether it is the built-in simulator
 */
record Destination(ClientSettings client, String place, boolean simulated) {

    /** Servers other than the API may want no key, but many refuse a request that names none. */
    static final String NO_KEY = "none";

    static Destination of(Settings settings, Surroundings surroundings) {
        return of(settings, surroundings, PageKey.of(surroundings).read());
    }

    /**
     * The same with a key of the page that need not be kept yet.
     *
     * @param pageKey stands in for one that is missing in the environment
     */
    static Destination of(Settings settings, Surroundings surroundings, Optional<String> pageKey) {
        Provider provider = ProviderSetting.of(settings);
        return provider == Provider.ANTHROPIC
                ? ofTheApi(settings, surroundings, pageKey)
                : ofProvider(provider, settings, surroundings);
    }

    /** A provider has an address and credentials of its own: what is meant for the API is not for it. */
    private static Destination ofProvider(Provider provider, Settings settings, Surroundings surroundings) {
        ClientSettings.Builder client = client(settings, surroundings).provider(provider);
        Optional<String> address = settings.url(Setting.BASE_URL).map(URI::toString);
        address.ifPresent(client::baseUrl);
        String at = address.map(a -> " at " + withoutPassword(a)).orElse("");
        return new Destination(client.build(), provider.title() + at, false);
    }

    private static Destination ofTheApi(Settings settings, Surroundings surroundings, Optional<String> pageKey) {
        ClientSettings.Builder client = client(settings, surroundings);
        keyOfThePage(client, pageKey);
        Optional<String> address = address(settings, surroundings);
        address.ifPresent(client::baseUrl);
        checkHeaderValue(surroundings, "ANTHROPIC_API_KEY");
        checkHeaderValue(surroundings, "ANTHROPIC_AUTH_TOKEN");
        boolean credentials = ClientFactory.hasCredentials(client.build());
        if (!credentials) {
            client.apiKey(NO_KEY);
        }
        boolean simulated = address.isEmpty() && !credentials;
        return new Destination(
                client.build(),
                simulated
                        ? "the built-in simulator"
                        : address.map(Destination::withoutPassword).orElse("the Claude API"),
                simulated);
    }

    /** The same, answered by a simulator that is there already, if one is to answer. */
    Destination answeredBy(URI simulator) {
        ClientSettings local = ClientSettings.builder()
                .environment(client.environment())
                .timeouts(client.timeouts())
                .baseUrl(simulator.toString())
                .apiKey(NO_KEY)
                .build();
        return simulated ? new Destination(local, place, true) : this;
    }

    /** A key with a line feed at its end is a common slip; it cannot be sent, and must not be shown. */
    private static void checkHeaderValue(Surroundings surroundings, String variable) {
        String value = surroundings.environment().getOrDefault(variable, "");
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) > '~') {
                throw new UsageException(
                        "The variable %s has a character at position %d that cannot be part of a key: set it again."
                                .formatted(variable, i + 1));
            }
        }
    }

    /** A key that was entered on the page stands in for one that is missing in the environment. */
    private static void keyOfThePage(ClientSettings.Builder client, Optional<String> pageKey) {
        if (!ClientFactory.hasCredentials(client.build())) {
            pageKey.ifPresent(client::apiKey);
        }
    }

    /** Whether a key, a token or a profile is there for the API. */
    static boolean hasCredentials(Settings settings, Surroundings surroundings) {
        ClientSettings.Builder client = client(settings, surroundings);
        keyOfThePage(client, PageKey.of(surroundings).read());
        return ClientFactory.hasCredentials(client.build());
    }

    private static String withoutPassword(String address) {
        return address.replaceFirst("//[^/@]*@", "//");
    }

    private static Optional<String> address(Settings settings, Surroundings surroundings) {
        String sdk = surroundings.environment().getOrDefault("ANTHROPIC_BASE_URL", "");
        return settings.url(Setting.BASE_URL)
                .map(URI::toString)
                .or(() -> Optional.of(sdk).filter(url -> !url.isBlank()));
    }

    /** Without any word of the user's the transport is as patient as the clock that is patient longest. */
    private static Duration silence(Settings settings) {
        Duration patient = settings.time(Setting.THINKING_TIMEOUT);
        Duration usual = TransportTimeouts.DEFAULT.read();
        return settings.timeIfSet(Setting.IDLE_TIMEOUT).orElse(patient.compareTo(usual) > 0 ? patient : usual);
    }

    private static ClientSettings.Builder client(Settings settings, Surroundings surroundings) {
        ClientSettings.Builder client = ClientSettings.builder()
                .environment(surroundings.environment())
                .timeouts(TransportTimeouts.DEFAULT
                        .withConnect(settings.time(Setting.CONNECT_TIMEOUT))
                        .withRead(silence(settings)));
        settings.file(Setting.CA_CERTIFICATES)
                .map(surroundings.folder()::resolve)
                .ifPresent(client::certificateAuthorities);
        return client;
    }
}
