package dev.perennial.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.client.NetworkWatch;
import dev.perennial.http.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;

/** A gateway before some upstream, and a plain client. */
final class Door implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Gateway gateway;
    private final URI upstream;

    private Door(GatewaySettings settings) {
        this.gateway = Gateway.start(settings);
        this.upstream = settings.upstream();
    }

    static Door before(URI upstream) {
        return before(upstream, settings -> settings);
    }

    static Door before(URI upstream, UnaryOperator<GatewaySettings> change) {
        GatewaySettings settings = GatewaySettings.DEFAULT
                .withHttp(HttpSettings.DEFAULT.withMaxBodyBytes(64L << 20))
                .withUpstream(upstream);
        return new Door(change.apply(settings));
    }

    URI uri() {
        return gateway.uri();
    }

    /** A request through the gateway. */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.uri() + path));
    }

    /** The same request without it. */
    HttpRequest.Builder directlyTo(String path) {
        return HttpRequest.newBuilder(URI.create(upstream + path));
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> ask(HttpRequest.Builder request, String body, String fault)
            throws IOException, InterruptedException {
        return client.send(asking(request, body, fault).build(), BodyHandlers.ofString(UTF_8));
    }

    static HttpRequest.Builder asking(HttpRequest.Builder request, String body, String fault) {
        return request.header("x-api-key", "any")
                .header("anthropic-version", "2023-06-01")
                .header("content-type", "application/json")
                .header("x-simulator-fault", fault)
                .POST(BodyPublishers.ofString(body));
    }

    static String message(String text, boolean stream) {
        return "{\"model\":\"claude-opus-5-5\",\"max_tokens\":4000,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    /** As when the machine wakes, or has another network. */
    void networkChanged() {
        gateway.networkChanged(NetworkWatch.Change.OTHER);
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
    }
}
