package dev.perennial.client;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import java.util.Optional;

/**
 * A back end under another address, such as a private endpoint's, where the SDK's own cannot be told one.
 *
 * @param backend does all the rest
 * @param baseUrl the address
 */
record BackendAt(Backend backend, String baseUrl) implements Backend {

    @Override
    public HttpRequest prepareRequest(HttpRequest request) {
        return backend.prepareRequest(request);
    }

    @Override
    public HttpRequest authorizeRequest(HttpRequest request) {
        return backend.authorizeRequest(request);
    }

    @Override
    public HttpResponse prepareResponse(HttpResponse response) {
        return backend.prepareResponse(response);
    }

    @Override
    public boolean supportsMessageThreads() {
        return backend.supportsMessageThreads();
    }

    @Override
    public String openTelemetryProviderName() {
        return backend.openTelemetryProviderName();
    }

    @Override
    public Optional<String> openTelemetryPlatform() {
        return backend.openTelemetryPlatform();
    }

    @Override
    public void close() {
        backend.close();
    }
}
