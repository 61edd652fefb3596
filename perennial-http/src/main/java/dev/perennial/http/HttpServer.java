package dev.perennial.http;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running HTTP server, HTTP/1.1 or with TLS also HTTP/2; each request is handled on a virtual thread of its own.
 *
 * <pre>{@code
 * HttpHandler hello = exchange -> exchange.respond(200, Headers.EMPTY, "hello".getBytes(UTF_8));
 * try (HttpServer server = HttpServer.start(HttpSettings.DEFAULT, hello)) {
 *     System.out.println(server.uri());
 * }
 * }</pre>
 */
public final class HttpServer implements AutoCloseable {

    /** For acceptor, selector and what keeps them going; handlers use none of these. */
    private static final int CARRIER_THREADS = 8;

    private final Server server;
    private final ServerConnector connector;
    private final ExecutorService handlerThreads;
    private final HttpSettings settings;
    /** The connector forgets it as soon as it closes. */
    private volatile int port;

    private HttpServer(
            Server server, ServerConnector connector, ExecutorService handlerThreads, HttpSettings settings) {
        this.server = server;
        this.connector = connector;
        this.handlerThreads = handlerThreads;
        this.settings = settings;
    }

    /**
     * Starts a server that answers problems with plain text.
     *
     * @throws ServerStartException if the address cannot be used
     */
    public static HttpServer start(HttpSettings settings, HttpHandler handler) {
        return start(settings, handler, ProblemHandler.PLAIN_TEXT);
    }

    /**
     * Starts a server.
     *
     * @param problems answers what the handler left unanswered, and what is too malformed to reach it
     * @throws ServerStartException if the address cannot be used
     */
    public static HttpServer start(HttpSettings settings, HttpHandler handler, ProblemHandler problems) {
        ExecutorService handlerThreads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory());
        Server server = new Server(carriers(handlerThreads));
        ServerConnector connector = Connectors.of(server, settings);
        server.addConnector(connector);
        server.setErrorHandler(new UnhandledErrors(problems));
        server.setStopTimeout(settings.closeGrace().toMillis());
        server.setHandler(new GracefulHandler(new JettyAdapter(handler, problems, settings)));
        HttpServer started = new HttpServer(server, connector, handlerThreads, settings);
        started.listen();
        return started;
    }

    private static QueuedThreadPool carriers(ExecutorService handlerThreads) {
        QueuedThreadPool carriers = new QueuedThreadPool(CARRIER_THREADS, 1);
        carriers.setName("http-server");
        carriers.setDaemon(true);
        carriers.setVirtualThreadsExecutor(handlerThreads);
        return carriers;
    }

    private void listen() {
        try {
            connector.open();
            port = connector.getLocalPort();
            server.start();
        } catch (IOException e) {
            close();
            throw new ServerStartException(
                    "Cannot listen on port " + settings.port() + " of " + settings.host() + " ("
                            + e.getMessage() + "): stop the program that uses it, or choose another port (0 takes any"
                            + " free one).",
                    e);
        } catch (Exception e) {
            close();
            throw new ServerStartException("Cannot start the server on port " + settings.port() + ": " + e, e);
        }
    }

    /** The port that the server listens on, or listened on before it was closed. */
    public int port() {
        return port;
    }

    /** The address of the server, such as {@code http://127.0.0.1:7430}. */
    public URI uri() {
        String scheme = settings.transport() instanceof Transport.Tls ? "https" : "http";
        String host = settings.host();
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
    }

    /**
     * Stops taking requests, gives running exchanges the grace of the settings, also what their handlers do behind the answer or when the
     * client is gone, then cuts them: the handlers are interrupted, and not waited for any more.
     */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            System.getLogger(HttpServer.class.getName()).log(System.Logger.Level.DEBUG, "Server stopped uncleanly", e);
        } finally {
            handlerThreads.shutdownNow();
        }
    }
}
