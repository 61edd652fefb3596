package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicRetryableException;
import dev.perennial.client.exchange.ExchangeListener;
import dev.perennial.client.exchange.ToldExchanges;
import java.net.ConnectException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The clients of fallbacks that have one of their own: opened when they are needed, closed together. Safe for use by several threads. */
final class FallbackClients implements AutoCloseable {

    /** What the API and the providers take credentials from. */
    private static final Set<String> CREDENTIALS = Set.of(
            "Authorization",
            "X-Api-Key",
            "Api-Key",
            "X-Goog-Api-Key",
            "X-Amz-Security-Token",
            "Proxy-Authorization",
            "Cookie");

    private final Map<ClientSettings, ClientFactory.Sender> open = new HashMap<>();
    private final ExchangeListener exchanges;

    /**
     * None yet.
     *
     * @param exchanges hears of what they send
     */
    FallbackClients(ExchangeListener exchanges) {
        this.exchanges = exchanges;
    }

    /** What sends by a client that is opened with the first request. */
    Transport transport(ClientSettings settings) {
        return (request, options) -> send(settings, request, options);
    }

    /**
     * The credentials of the request are for the server that it was meant for. A client that cannot be opened, or finds no
     * credentials, is one that cannot be reached: others are asked.
     */
    private HttpResponse send(ClientSettings settings, HttpRequest request, RequestOptions options) {
        try {
            ClientFactory.Sender sender = sender(settings);
            HttpRequest.Builder there = request.toBuilder().baseUrl(sender.baseUrl());
            CREDENTIALS.forEach(there::removeHeaders);
            return sender.client().execute(there.build(), options);
        } catch (AnthropicIoException | AnthropicRetryableException onTheWay) {
            throw onTheWay;
        } catch (RuntimeException unusable) {
            ConnectException failed = new ConnectException(String.valueOf(unusable.getMessage()));
            failed.initCause(unusable);
            throw new AnthropicIoException("The fallback cannot be used: " + unusable.getMessage(), failed);
        }
    }

    private synchronized ClientFactory.Sender sender(ClientSettings settings) {
        return open.computeIfAbsent(settings, this::open);
    }

    private ClientFactory.Sender open(ClientSettings settings) {
        ClientFactory.Sender sender = ClientFactory.sender(settings);
        return new ClientFactory.Sender(
                ToldExchanges.of(sender.client(), exchanges, System::nanoTime), sender.baseUrl());
    }

    @Override
    public synchronized void close() {
        open.values().stream().map(ClientFactory.Sender::client).forEach(HttpClient::close);
        open.clear();
    }
}
