package dev.perennial.client;

import java.net.URI;
import java.util.Map;

/**
 * How servers are reached from here, as the environment has it: {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and
 * {@code no_proxy} in the manner of curl, {@code SSL_CERT_FILE} and {@code NODE_EXTRA_CA_CERTS} for certificate authorities besides
 * the JVM's. {@link ClientFactory} makes its clients so; this is for those who bring an HTTP client of their own.
 *
 * <pre>{@code
 * Route route = Network.of(System.getenv()).to(URI.create("https://api.anthropic.com"));
 * }</pre>
 *
 * <p>Immutable.
 */
public final class Network {

    private final Map<String, String> environment;

    private Network(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The network as these variables describe it. */
    public static Network of(Map<String, String> environment) {
        return new Network(Map.copyOf(environment));
    }

    /**
     * The way to a server.
     *
     * @throws ClientConfigurationException if a variable that counts names no usable proxy, or no file of certificates
     */
    public Route to(URI server) {
        Trust trust = Trust.of(environment);
        trust.check();
        return new Route(ProxySettings.of(server, environment), new Tls(trust).context());
    }
}
