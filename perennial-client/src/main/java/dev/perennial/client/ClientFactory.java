package dev.perennial.client;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import java.net.URI;
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
        AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder()
                .fromEnv()
                .apiKey(transport.credentials().apiKey())
                .authToken(transport.credentials().authToken())
                .baseUrl(transport.credentials().baseUrl())
                .timeout(settings.timeouts().toSdk())
                .maxRetries(settings.maxRetries())
                .sslSocketFactory(transport.tls().socketFactory())
                .trustManager(transport.tls().trustManager())
                .interceptors(settings.interceptors());
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
        AnthropicOkHttpClientAsync.Builder builder = AnthropicOkHttpClientAsync.builder()
                .fromEnv()
                .apiKey(transport.credentials().apiKey())
                .authToken(transport.credentials().authToken())
                .baseUrl(transport.credentials().baseUrl())
                .timeout(settings.timeouts().toSdk())
                .maxRetries(settings.maxRetries())
                .sslSocketFactory(transport.tls().socketFactory())
                .trustManager(transport.tls().trustManager())
                .interceptors(settings.interceptors());
        settings.headers().forEach(builder::putHeader);
        transport.proxy().ifPresent(proxy -> {
            builder.proxy(proxy.proxy());
            proxy.authenticator().ifPresent(builder::proxyAuthenticator);
        });
        return builder.build();
    }

    /**
     * Finds settings from which no client can be made, without making one.
     *
     * @throws ClientConfigurationException if the base URL, a proxy or a certificate authority is unusable
     */
    public static void check(ClientSettings settings) {
        Transport.of(settings);
    }

    /**
     * Whether a client made from these settings would have credentials: a key or token, set or in the environment, or a
     * profile. Nothing is sent.
     */
    public static boolean hasCredentials(ClientSettings settings) {
        return new Credentials(settings).present();
    }

    /** What both kinds of client need. */
    private record Transport(Credentials credentials, Tls tls, Optional<ProxySettings> proxy) {

        static Transport of(ClientSettings settings) {
            Credentials credentials = new Credentials(settings);
            URI server = uri(credentials.baseUrl().orElse(DEFAULT_BASE_URL));
            Trust trust = Trust.of(settings);
            trust.check();
            return new Transport(credentials, new Tls(trust), ProxySettings.of(server, settings.environment()));
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
    }
}
