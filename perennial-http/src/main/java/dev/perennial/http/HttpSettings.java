package dev.perennial.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a server listens.
 *
 * @param host the address to listen on; {@code 127.0.0.1} lets only this machine in
 * @param port the port, 0 for any free one
 * @param maxHeadBytes how long the request line and the headers of a request may be together; a longer one is a 431
 * @param maxBodyBytes the longest body that {@link Exchange#body} reads
 * @param keepAlive how long a connection may be silent before its first request is whole, and between two; at most twice as long
 *     if it is not silent, but sends no whole one; also how long a body may still come that its handler has answered without reading
 * @param idleTimeout how long it may be silent in both directions during an exchange; longer than any healthy stream's silence
 * @param closeGrace how long {@link HttpServer#close} waits for running exchanges; zero to cut them at once
 * @param transport plain or TLS
 * @param gate decides what becomes of each connection
 */
public record HttpSettings(
        String host,
        int port,
        int maxHeadBytes,
        long maxBodyBytes,
        Duration keepAlive,
        Duration idleTimeout,
        Duration closeGrace,
        Transport transport,
        ConnectionGate gate) {

    /** Any free port of the loopback address, heads up to 8 KiB, bodies up to 32 MiB, an hour of silence, no grace, plain HTTP/1.1. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            "127.0.0.1",
            0,
            8 << 10,
            32L << 20,
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ZERO,
            new Transport.Plain(),
            ConnectionGate.OPEN);

    public HttpSettings {
        requireNonNull(host, "host");
        requireNonNull(transport, "transport");
        requireNonNull(gate, "gate");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " does not exist; choose 0 (any free one) to 65535.");
        }
        if (maxBodyBytes < 0 || maxBodyBytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("maxBodyBytes " + maxBodyBytes + " is not between 0 and 2 GiB.");
        }
        if (maxHeadBytes < 1_024 || maxHeadBytes > 1 << 20) {
            throw new IllegalArgumentException("maxHeadBytes " + maxHeadBytes + " is not between 1,024 and 1 MiB.");
        }
        if (!keepAlive.isPositive() || !idleTimeout.isPositive() || closeGrace.isNegative()) {
            throw new IllegalArgumentException("keepAlive " + keepAlive + " and idleTimeout " + idleTimeout
                    + " have to be positive, closeGrace " + closeGrace + " not negative.");
        }
    }

    /** These settings on another address. */
    public HttpSettings withHost(String other) {
        return new HttpSettings(
                other, port, maxHeadBytes, maxBodyBytes, keepAlive, idleTimeout, closeGrace, transport, gate);
    }

    /** These settings on another port. */
    public HttpSettings withPort(int other) {
        return new HttpSettings(
                host, other, maxHeadBytes, maxBodyBytes, keepAlive, idleTimeout, closeGrace, transport, gate);
    }

    /** These settings with another limit for heads. */
    public HttpSettings withMaxHeadBytes(int other) {
        return new HttpSettings(host, port, other, maxBodyBytes, keepAlive, idleTimeout, closeGrace, transport, gate);
    }

    /** These settings with another limit for bodies. */
    public HttpSettings withMaxBodyBytes(long other) {
        return new HttpSettings(host, port, maxHeadBytes, other, keepAlive, idleTimeout, closeGrace, transport, gate);
    }

    /** These settings with another patience for the next request. */
    public HttpSettings withKeepAlive(Duration other) {
        return new HttpSettings(
                host, port, maxHeadBytes, maxBodyBytes, other, idleTimeout, closeGrace, transport, gate);
    }

    /** These settings with another idle timeout. */
    public HttpSettings withIdleTimeout(Duration other) {
        return new HttpSettings(host, port, maxHeadBytes, maxBodyBytes, keepAlive, other, closeGrace, transport, gate);
    }

    /** These settings with another grace at the end. */
    public HttpSettings withCloseGrace(Duration other) {
        return new HttpSettings(host, port, maxHeadBytes, maxBodyBytes, keepAlive, idleTimeout, other, transport, gate);
    }

    /** These settings over TLS, with HTTP/2 for clients that speak it. */
    public HttpSettings withTls(TlsIdentity identity) {
        return new HttpSettings(
                host,
                port,
                maxHeadBytes,
                maxBodyBytes,
                keepAlive,
                idleTimeout,
                closeGrace,
                new Transport.Tls(identity),
                gate);
    }

    /** These settings with another gate. */
    public HttpSettings withGate(ConnectionGate other) {
        return new HttpSettings(
                host, port, maxHeadBytes, maxBodyBytes, keepAlive, idleTimeout, closeGrace, transport, other);
    }
}
