package dev.perennial.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on a real socket that does exactly what its script says, request by request. */
final class ScriptedServer implements AutoCloseable {

    /** What to do with a request. When it returns, the next request of the connection is awaited. */
    @FunctionalInterface
    interface Script {
        void serve(Exchange exchange) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final String scheme;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedServer(ServerSocketFactory factory, String scheme, Script script) {
        this.script = script;
        this.scheme = scheme;
        try {
            listener = factory.createServerSocket(0, 2_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    static ScriptedServer http(Script script) {
        return new ScriptedServer(ServerSocketFactory.getDefault(), "http", script);
    }

    static ScriptedServer https(ServerSocketFactory factory, Script script) {
        return new ScriptedServer(factory, "https", script);
    }

    /** A server that answers every request with the same stream. */
    static ScriptedServer streaming(String events) {
        return http(exchange -> {
            exchange.startStream();
            exchange.lastChunk(events);
        });
    }

    String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All requests so far, in the order in which they came. */
    List<Exchange> exchanges() {
        return exchanges;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            RequestReader reader = new RequestReader(socket.getInputStream());
            for (var request = reader.next(); request.isPresent(); request = reader.next()) {
                Exchange exchange = new Exchange(socket, request.get());
                exchanges.add(exchange);
                script.serve(exchange);
            }
        } catch (IOException e) {
            // The client has gone, or the script reset the connection: both are what tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
        threads.close();
    }
}
