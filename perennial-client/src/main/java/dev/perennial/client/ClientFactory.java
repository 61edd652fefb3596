package dev.perennial.client;

import com.anthropic.backends.AnthropicBackend;
import com.anthropic.backends.Backend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.client.okhttp.OkHttpClient;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.Interceptor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes clients of the official SDK that work where people are: behind proxies, with private certificate authorities,
 * and without a limit that cuts healthy streams.
 *
 * <p>Making a client opens no connection and reads no certificate authorities. Clients are safe for use by several
 * threads; whoever makes one closes it. A client without any credentials works with servers that ask for none: the SDK
 * then sends no {@code Authorization}.
 *
 * <p>Connections over TLS are kept alive by the operating system's probes. Plain HTTP connections are not: the SDK takes
 * no factory for plain sockets; there only the read timeout notices a dead peer.
 */
public final class ClientFactory {

    private static final String DEFAULT_BASE_URL = "https://api.anthropic.com";

    private ClientFactory() {}

    /**
     * Makes a client.
     *
     * @throws ClientConfigurationException if the base URL, a proxy or a certificate authority is unusable
     * @throws com.anthropic.errors.CredentialResolutionException if a profile is named but cannot be used
     */
    public static AnthropicClient create(ClientSettings settings) {
        Transport transport = Transport.of(settings);
        AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder();
        transport
                .backend()
                .ifPresentOrElse(
                        builder::backend,
                        () -> builder.fromEnv()
                                .apiKey(transport.credentials().apiKey())
                                .authToken(transport.credentials().authToken())
                                .baseUrl(transport.credentials().baseUrl()));
        builder.timeout(settings.timeouts().toSdk())
                .maxRetries(settings.maxRetries())
                .sslSocketFactory(transport.tls().socketFactory())
                .trustManager(transport.tls().trustManager())
                .interceptors(transport.interceptors());
        settings.headers().forEach(builder::putHeader);
        transport.proxy().ifPresent(proxy -> {
            builder.proxy(proxy.proxy());
            proxy.authenticator().ifPresent(builder::proxyAuthenticator);
        });
        return builder.build();
    }

    /** As {@link #create}, for the SDK's asynchronous client. */
    public static AnthropicClientAsync createAsync(ClientSettings settings) {
        Transport transport = Transport.of(settings);
        AnthropicOkHttpClientAsync.Builder builder = AnthropicOkHttpClientAsync.builder();
        transport
                .backend()
                .ifPresentOrElse(
                        builder::backend,
                        () -> builder.fromEnv()
                                .apiKey(transport.credentials().apiKey())
                                .authToken(transport.credentials().authToken())
                                .baseUrl(transport.credentials().baseUrl()));
        builder.timeout(settings.timeouts().toSdk())
                .maxRetries(settings.maxRetries())
                .sslSocketFactory(transport.tls().socketFactory())
                .trustManager(transport.tls().trustManager())
                .interceptors(transport.interceptors());
        settings.headers().forEach(builder::putHeader);
        transport.proxy().ifPresent(proxy -> {
            builder.proxy(proxy.proxy());
            proxy.authenticator().ifPresent(builder::proxyAuthenticator);
        });
        return builder.build();
    }

    /**
     * Opens the SDK's back end for the settings' provider, for those who bring an HTTP client of their own; whoever opens it
     * closes it.
     *
     * @return empty for the Claude API, which needs none
     * @throws ClientConfigurationException if something is missing that the provider needs, credentials among it
     */
    public static Optional<Backend> backend(ClientSettings settings) {
        return settings.provider() == Provider.ANTHROPIC
                ? Optional.empty()
                : Optional.of(Backends.open(environment(settings)));
    }

    /** What sends a client's requests, without the client; whoever opens it closes it. */
    record Sender(HttpClient client, String baseUrl) {}

    /** Opens what would send the requests of a client made from these settings. */
    static Sender sender(ClientSettings settings) {
        Transport transport = Transport.of(settings);
        Backend backend = transport.backend().orElseGet(() -> api(transport.credentials()));
        OkHttpClient.Builder builder = OkHttpClient.builder()
                .backend(backend)
                .timeout(settings.timeouts().toSdk())
                .sslSocketFactory(transport.tls().socketFactory())
                .trustManager(transport.tls().trustManager());
        transport.proxy().ifPresent(proxy -> {
            builder.proxy(proxy.proxy());
            proxy.authenticator().ifPresent(builder::proxyAuthenticator);
        });
        return new Sender(builder.build(), backend.baseUrl());
    }

    private static Backend api(Credentials credentials) {
        AnthropicBackend.Builder api = AnthropicBackend.builder()
                .fromEnv()
                .apiKey(credentials.apiKey())
                .authToken(credentials.authToken());
        credentials.baseUrl().ifPresent(api::baseUrl);
        return api.build();
    }

    private static ProviderEnvironment environment(ClientSettings settings) {
        settings.baseUrl().ifPresent(ClientFactory::uri);
        return new ProviderEnvironment(settings.provider(), settings.environment(), settings.baseUrl());
    }

    /**
     * Finds settings from which no client can be made, without making one. Whether there are credentials for a provider other
     * than the Claude API turns out only when a client is made: looking for them may take requests.
     *
     * @throws ClientConfigurationException if the base URL, a proxy or a certificate authority is unusable, or something is
     *     missing that the provider needs
     */
    public static void check(ClientSettings settings) {
        if (settings.provider() == Provider.ANTHROPIC) {
            Transport.of(settings);
        } else {
            Trust.of(settings).check();
            Backends.check(environment(settings));
        }
    }

    /**
     * Whether a client made from these settings would have credentials: a key or token, set or in the environment, or a
     * profile. It is about the Claude API, whoever the provider is. Nothing is sent.
     */
    public static boolean hasCredentials(ClientSettings settings) {
        return new Credentials(settings).present();
    }

    private static URI uri(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new ClientConfigurationException(
                "the base URL is \"" + url + "\" but has to look like https://api.anthropic.com");
    }

    /** What both kinds of client need. */
    private record Transport(
            Optional<Backend> backend,
            Credentials credentials,
            Tls tls,
            Optional<ProxySettings> proxy,
            List<Interceptor> interceptors) {

        static Transport of(ClientSettings settings) {
            Trust trust = Trust.of(settings);
            trust.check();
            Credentials credentials = new Credentials(settings);
            Optional<Backend> backend = ClientFactory.backend(settings);
            URI server =
                    uri(backend.map(Backend::baseUrl).or(credentials::baseUrl).orElse(DEFAULT_BASE_URL));
            Optional<ProxySettings> proxy = ProxySettings.of(server, settings.environment());
            return new Transport(backend, credentials, new Tls(trust), proxy, interceptors(settings));
        }

        /** What cannot be done is said before anything else happens to a request. */
        private static List<Interceptor> interceptors(ClientSettings settings) {
            List<Interceptor> all = new ArrayList<>(settings.interceptors());
            if (settings.provider() != Provider.ANTHROPIC) {
                all.addFirst(ProviderLimits.of(settings.provider()));
            }
            all.addFirst(SamplingLimits.of(settings.provider()));
            return all;
        }
    }
}
