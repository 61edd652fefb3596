package dev.perennial.client;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.core.http.ProxyAuthenticator;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Shows a proxy user and password once; a proxy that refuses them would otherwise be asked until the limit of tries. */
final class OnceAuthenticator implements ProxyAuthenticator {

    private static final String HEADER = "Proxy-Authorization";

    private final ProxyAuthenticator basic;

    OnceAuthenticator(String user, String password) {
        basic = ProxyAuthenticator.basic(user, password, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<HttpRequest> authenticate(Proxy proxy, HttpRequest request, HttpResponse response) {
        return request.headers().values(HEADER).isEmpty()
                ? basic.authenticate(proxy, request, response)
                : Optional.empty();
    }
}
