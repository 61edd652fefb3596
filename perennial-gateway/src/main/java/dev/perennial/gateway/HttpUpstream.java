package dev.perennial.gateway;

import dev.perennial.client.governor.Counted;
import dev.perennial.client.governor.TokenCounter;
import dev.perennial.http.Exchange;
import dev.perennial.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API that is sent what clients send.
 *
 * <p>It is spoken to in HTTP/1.1, one request to a connection at a time: a connection that dies takes one stream with it and
 * no other, and is never taken again by the attempt that follows, as one of HTTP/2 would be.
 */
final class HttpUpstream implements Upstream {

    /** What the address of a message has behind it where its tokens are counted. */
    private static final String COUNTED = "/count_tokens";

    private static final int LARGEST_COUNT = 64 << 10;

    private final Target target;
    private final Way way;
    private final Duration connectTimeout;
    private final ExecutorService threads;
    private final HttpClient.Builder others;
    private final HttpClient.Builder ofMessages;
    private volatile Clients clients;

    /** The one for messages, and the one for all else. */
    private record Clients(HttpClient others, HttpClient messages) {}

    private HttpUpstream(GatewaySettings settings) {
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

    @Override
    public synchronized void connectAnew() {
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
    static HttpUpstream of(GatewaySettings settings) {
        return new HttpUpstream(settings);
    }

    @Override
    public UpstreamExchange send(Exchange from, Headers headers, Mailbox mailbox) {
        HttpUpstreamExchange exchange = new HttpUpstreamExchange(1, mailbox);
        exchange.send(clients.others(), request(from, headers, arriving(from)));
        return exchange;
    }

    /**
     * The events of a message pass the thread that selects and no other on their way to the mailbox, which spares a third of
     * what an event costs: its body is there and is not waited for.
     */
    @Override
    public UpstreamExchange sendMessage(int number, Exchange from, Headers headers, Spool body, Mailbox mailbox) {
        HttpUpstreamExchange exchange = new HttpUpstreamExchange(number, mailbox);
        exchange.send(clients.messages(), request(from, headers, body.publisher()));
        return exchange;
    }

    @Override
    public TokenCounter counter(Exchange from, Headers headers) {
        String path = from.path() + COUNTED;
        String query = from.query();
        return body -> {
            HttpRequest request = request(
                    target.at(path, query), "POST", PassedHeaders.ofMessage(headers), BodyPublishers.ofByteArray(body));
            try {
                HttpResponse<InputStream> answer = clients.others().send(request, BodyHandlers.ofInputStream());
                try (InputStream read = answer.body()) {
                    return Counted.of(
                            answer.statusCode(),
                            answer.headers().firstValue("retry-after"),
                            read.readNBytes(LARGEST_COUNT));
                }
            } catch (IOException e) {
                return new Counted.Failed();
            }
        };
    }

    private static BodyPublisher arriving(Exchange exchange) {
        OptionalLong length = exchange.bodyLength();
        if (length.isPresent() && length.getAsLong() == 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::bodyStream);
        return length.isPresent() ? BodyPublishers.fromPublisher(stream, length.getAsLong()) : stream;
    }

    private HttpRequest request(Exchange from, Headers headers, BodyPublisher body) {
        try {
            return request(target.at(from.path(), from.query()), from.method(), headers, body);
        } catch (IllegalArgumentException e) {
            throw new UnsendableRequestException(e);
        }
    }

    private HttpRequest request(URI address, String method, Headers headers, BodyPublisher body) {
        HttpRequest.Builder request = asked(HttpRequest.newBuilder(address), method, body);
        headers.fields().forEach(f -> request.header(f.name(), f.value()));
        way.authorization().ifPresent(a -> request.setHeader("Proxy-Authorization", a));
        return request.build();
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

    @Override
    public Optional<String> trouble() {
        return target.trouble(way, connectTimeout);
    }

    @Override
    public String address() {
        return target.base();
    }

    @Override
    public synchronized void close() {
        clients.others().shutdownNow();
        clients.messages().shutdownNow();
        threads.shutdownNow();
    }
}
