package dev.perennial.gateway;

import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The API behind the gateway.
 *
 * <p>It is spoken to in HTTP/1.1, one request to a connection at a time: a connection that dies takes one stream with it and
 * no other, and is never taken again by the attempt that follows, as one of HTTP/2 would be.
 */
final class Upstream implements AutoCloseable {

    private final Target target;
    private final Way way;
    private final Duration connectTimeout;
    private final ExecutorService threads;
    private final HttpClient.Builder others;
    private final HttpClient.Builder ofMessages;
    private volatile Clients clients;

    /** The one for messages, and the one for all else. */
    private record Clients(HttpClient others, HttpClient messages) {}

    private Upstream(GatewaySettings settings) {
        this.target = Target.of(settings.upstream());
        this.way = Way.of(settings);
        this.connectTimeout = settings.connectTimeout();
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("upstream-", 0).factory());
        this.others = client(settings, threads);
        this.ofMessages = client(settings, Runnable::run);
        this.clients = new Clients(others.build(), ofMessages.build());
    }

    /** What the executor runs is what follows from bytes that came, unpacking them from TLS too. */
    private HttpClient.Builder client(GatewaySettings settings, Executor executor) {
        return way.on(HttpClient.newBuilder())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .executor(executor);
    }

    /** Takes no connection again that was made before; those in use stay. */
    synchronized void connectAnew() {
        Clients old = clients;
        clients = new Clients(others.build(), ofMessages.build());
        old.others().shutdown();
        old.messages().shutdown();
    }

    /**
     * The upstream of a gateway; no connection is made yet.
     *
     * @throws IllegalArgumentException if there is no way to it
     */
    static Upstream of(GatewaySettings settings) {
        return new Upstream(settings);
    }

    /**
     * Sends what the client sent, with this body; what becomes of it goes into the exchange's mailbox.
     *
     * @throws UnsendableRequestException if the client's request cannot be sent on
     */
    void send(Exchange from, Headers headers, BodyPublisher body, UpstreamExchange exchange) {
        exchange.send(clients.others(), request(from, headers, body));
    }

    /**
     * The same for a message, whose body is there and is not waited for: its events pass the thread that selects and no other
     * on their way to the mailbox, which spares a third of what an event costs.
     */
    void sendMessage(Exchange from, Headers headers, BodyPublisher body, UpstreamExchange exchange) {
        exchange.send(clients.messages(), request(from, headers, body));
    }

    private HttpRequest request(Exchange from, Headers headers, BodyPublisher body) {
        try {
            HttpRequest.Builder request =
                    asked(HttpRequest.newBuilder(target.at(from.path(), from.query())), from.method(), body);
            headers.fields().forEach(f -> request.header(f.name(), f.value()));
            way.authorization().ifPresent(a -> request.setHeader("Proxy-Authorization", a));
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new UnsendableRequestException(e);
        }
    }

    /** Only so is nothing said of the length of a body that there is none of. */
    private static HttpRequest.Builder asked(HttpRequest.Builder request, String method, BodyPublisher body) {
        if (body.contentLength() != 0) {
            return request.method(method, body);
        }
        return switch (method) {
            case "GET" -> request.GET();
            case "HEAD" -> request.HEAD();
            case "DELETE" -> request.DELETE();
            default -> request.method(method, body);
        };
    }

    /** Why no connection comes about; empty if one does. */
    Optional<String> trouble() {
        InetSocketAddress place = way.firstStop().orElseGet(target::place);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(place.getHostString(), place.getPort()), (int) connectTimeout.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Failures.text(e));
        }
    }

    /** Where it is, for messages to people. */
    String address() {
        return target.base();
    }

    @Override
    public synchronized void close() {
        clients.others().shutdownNow();
        clients.messages().shutdownNow();
        threads.shutdownNow();
    }
}
