package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** The clients of fallbacks that have one of their own: opened when they are needed, closed together. Safe for use by several threads. */
final class FallbackClients implements AutoCloseable {

    private final Map<ClientSettings, ClientFactory.Sender> open = new HashMap<>();

    /** What sends by a client that is opened with the first request. */
    Transport transport(ClientSettings settings) {
        return (request, options) -> send(sender(settings), request, options);
    }

    /** The credentials of the request are for the server that it was meant for. */
    private static HttpResponse send(ClientFactory.Sender sender, HttpRequest request, RequestOptions options) {
        HttpRequest there = request.toBuilder()
                .baseUrl(sender.baseUrl())
                .removeHeaders("Authorization")
                .removeHeaders("X-Api-Key")
                .build();
        return sender.client().execute(there, options);
    }

    private synchronized ClientFactory.Sender sender(ClientSettings settings) {
        return open.computeIfAbsent(settings, ClientFactory::sender);
    }

    @Override
    public synchronized void close() {
        open.values().stream().map(ClientFactory.Sender::client).forEach(HttpClient::close);
        open.clear();
    }
}
