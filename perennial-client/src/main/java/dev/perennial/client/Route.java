package dev.perennial.client;

import java.net.Proxy;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The way to one server. Immutable. */
public final class Route {

    private final Optional<ProxySettings> proxy;
    private final SSLContext tls;

    Route(Optional<ProxySettings> proxy, SSLContext tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** The proxy, its name not looked up; {@link Proxy#NO_PROXY} for none, empty where the JVM's own setting applies. */
    public Optional<Proxy> proxy() {
        return proxy.map(ProxySettings::proxy);
    }

    /** What requests to the proxy have to say in {@code Proxy-Authorization}, if anything. Secret. */
    public Optional<String> proxyAuthorization() {
        return proxy.flatMap(ProxySettings::authorization);
    }

    /** The certificates that are trusted; they are read at the first connection. */
    public SSLContext tls() {
        return tls;
    }
}
