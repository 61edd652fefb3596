package dev.perennial.web;

import dev.perennial.http.HttpServer;
import java.net.URI;

/**
 * Serves the page and the HTTP API of sessions.
 *
 * <pre>{@code
 * try (WebServer server = WebServer.start(WebSettings.DEFAULT, host, workplace)) {
 *     System.out.println(server.uri());
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class WebServer implements AutoCloseable {

    private final OpenStreams streams;
    private final Repeats repeats;
    private final HttpServer server;

    private WebServer(OpenStreams streams, Repeats repeats, HttpServer server) {
        this.streams = streams;
        this.repeats = repeats;
        this.server = server;
    }

    /**
     * Starts a server.
     *
     * @param host runs the sessions; the caller's
     * @param workplace what sessions have in common; the caller's
     * @throws dev.perennial.http.ServerStartException if it cannot listen there
     */
    public static WebServer start(WebSettings settings, SessionHost host, Workplace workplace) {
        Guard guard = new Guard(ServedNames.of(settings.http().host(), settings.names()), settings.logins());
        OpenStreams streams = new OpenStreams(guard);
        WebMetrics metrics = new WebMetrics(streams);
        Repeats repeats = new Repeats(settings.keys().map(KeyLog::open));
        Api api = new Api(settings, host, workplace, guard, streams, repeats);
        Front front = new Front(guard, api.routes(), new PageFiles(), metrics, host, settings.listener());
        try {
            return new WebServer(streams, repeats, HttpServer.start(settings.http(), front, Problems::answer));
        } catch (RuntimeException e) {
            repeats.close();
            throw e;
        }
    }

    /** Where the page is. */
    public URI uri() {
        return server.uri();
    }

    /** Takes no more requests, ends the event streams, and waits for other requests as long as the settings say. */
    @Override
    public void close() {
        streams.end();
        server.close();
        repeats.close();
    }
}
