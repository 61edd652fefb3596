package dev.perennial.client;

import com.anthropic.core.http.ProxyAuthenticator;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names for an address, in the manner of curl: {@code https_proxy} or {@code http_proxy}
 * by the address's scheme, else {@code all_proxy}, in small letters first; {@code no_proxy} and loopback addresses go
 * directly.
 */
final class ProxySettings {

    private final Proxy proxy;
    private final Optional<Login> login;

    private ProxySettings(Proxy proxy, Optional<Login> login) {
        this.proxy = proxy;
        this.login = login;
    }

    /** Who may use the proxy. */
    private record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    Proxy proxy() {
        return proxy;
    }

    Optional<ProxyAuthenticator> authenticator() {
        return login.map(l -> new OnceAuthenticator(l.user(), l.password()));
    }

    /** What a request to the proxy says in {@code Proxy-Authorization} (RFC 7617). */
    Optional<String> authorization() {
        return login.map(l -> (l.user() + ":" + l.password()).getBytes(StandardCharsets.UTF_8))
                .map(l -> "Basic " + Base64.getEncoder().encodeToString(l));
    }

    /**
     * The proxy for a server.
     *
     * @return nothing if the environment does not say, so that the JVM's own setting applies
     * @throws ClientConfigurationException if the variable's value is no usable address
     */
    static Optional<ProxySettings> of(URI server, Map<String, String> environment) {
        if (NoProxy.isLoopback(host(server)) || NoProxy.of(environment).covers(server)) {
            return Optional.of(new ProxySettings(Proxy.NO_PROXY, Optional.empty()));
        }
        String scheme = String.valueOf(server.getScheme()).toLowerCase(Locale.ROOT);
        for (String name : List.of(scheme + "_proxy", "all_proxy")) {
            Optional<String> variable = variable(name, environment);
            if (variable.isPresent()) {
                return Optional.of(parse(variable.get(), environment.get(variable.get())));
            }
        }
        return Optional.empty();
    }

    static String host(URI uri) {
        String host = uri.getHost();
        if (host == null) {
            return "";
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Optional<String> variable(String name, Map<String, String> environment) {
        return List.of(name, name.toUpperCase(Locale.ROOT)).stream()
                .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
                .findFirst();
    }

    private static ProxySettings parse(String variable, @Nullable String value) {
        String address = value == null ? "" : value.strip();
        URI uri = uri(variable, address.contains("://") ? address : "http://" + address);
        Proxy.Type type = type(variable, uri);
        Optional<Login> login = login(uri);
        if (type == Proxy.Type.SOCKS && login.isPresent()) {
            throw new ClientConfigurationException(
                    variable + " names a SOCKS proxy with a password, which is not supported: use an HTTP proxy");
        }
        Proxy proxy = new Proxy(type, InetSocketAddress.createUnresolved(host(uri), port(uri, type)));
        return new ProxySettings(proxy, login);
    }

    private static URI uri(String variable, String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Not with the value: it may hold a password.
        }
        throw new ClientConfigurationException(
                variable + " is no address of a proxy: it has to look like http://user:password@host:port, with special"
                        + " characters of user and password percent-encoded");
    }

    private static Proxy.Type type(String variable, URI uri) {
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http" -> Proxy.Type.HTTP;
            case "socks", "socks5", "socks5h" -> Proxy.Type.SOCKS;
            default ->
                throw new ClientConfigurationException(variable + " begins with " + uri.getScheme()
                        + ":// but only http:// and socks5:// are supported");
        };
    }

    private static int port(URI uri, Proxy.Type type) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return type == Proxy.Type.SOCKS ? 1080 : 80;
    }

    private static Optional<Login> login(URI uri) {
        String userInfo = uri.getRawUserInfo();
        if (userInfo == null || userInfo.isEmpty()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return Optional.of(new Login(decode(user), decode(password)));
    }

    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
