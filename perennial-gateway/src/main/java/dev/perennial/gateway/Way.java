package dev.perennial.gateway;

import dev.perennial.client.ClientConfigurationException;
import dev.perennial.client.Route;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.Optional;

/** The way to the upstream, as far as the JDK's HTTP client can go it. */
record Way(Route route) {

    /** A property of the JDK: what may not be said to a proxy that is asked for a tunnel (java.net.http, module description). */
    private static final String REFUSED_IN_TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    /**
     * Finds the way.
     *
     * @throws IllegalArgumentException if there is none; it says what to change
     */
    static Way of(GatewaySettings settings) {
        try {
            Route route = settings.network().to(settings.upstream());
            requireHttp(route);
            if (route.proxyAuthorization().isPresent()
                    && settings.upstream().getScheme().equalsIgnoreCase("https")) {
                requireTunnels();
            }
            return new Way(route);
        } catch (ClientConfigurationException unusable) {
            throw new IllegalArgumentException(unusable.getMessage(), unusable);
        }
    }

    private static void requireHttp(Route route) {
        if (route.proxy().filter(p -> p.type() == Proxy.Type.SOCKS).isPresent()) {
            throw new IllegalArgumentException("the environment names a SOCKS proxy, which a gateway cannot use: set"
                    + " https_proxy to an HTTP proxy, or add the upstream to no_proxy");
        }
    }

    private static void requireTunnels() {
        String refused = System.getProperty(REFUSED_IN_TUNNELS, "Basic");
        if (Arrays.stream(refused.split(",")).anyMatch(s -> s.strip().equalsIgnoreCase("Basic"))) {
            throw new IllegalArgumentException("the environment names a proxy with a password, which the JVM does not"
                    + " tell it: start Java with -D" + REFUSED_IN_TUNNELS + "=");
        }
    }

    /** What the proxy wants to hear; secret. */
    Optional<String> authorization() {
        return route.proxyAuthorization();
    }

    HttpClient.Builder on(HttpClient.Builder client) {
        route.proxy().ifPresent(p -> client.proxy(selector(p)));
        return client.sslContext(route.tls());
    }

    private static ProxySelector selector(Proxy proxy) {
        return proxy.address() instanceof InetSocketAddress address
                ? ProxySelector.of(address)
                : HttpClient.Builder.NO_PROXY;
    }

    /** Where the first connection goes, if not to the upstream itself. */
    Optional<InetSocketAddress> firstStop() {
        return route.proxy()
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast);
    }

    @Override
    public String toString() {
        return "Way[" + route.proxy() + "]";
    }
}
