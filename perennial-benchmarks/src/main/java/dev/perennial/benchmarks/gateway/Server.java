package dev.perennial.benchmarks.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server that is no Java program of ours; what it prints goes to a file. */
record Server(Process process, int port) implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Starts it; returns when it takes connections. */
    static Server start(ProcessBuilder command, int port, Path log) throws IOException, InterruptedException {
        Process process =
                command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // where this program is interrupted
        Server server = new Server(process, port);
        long until = System.nanoTime() + LONGEST_START.toNanos();
        while (!server.listens()) {
            if (System.nanoTime() > until || !process.isAlive()) {
                server.close();
                throw new IOException("The server does not listen on port " + port + "; see " + log + ".");
            }
            Thread.sleep(PAUSE);
        }
        return server;
    }

    /** A port that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
