package dev.perennial.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Makes TLS sockets over connections that the operating system probes while they are silent, so that a dead peer is
 * noticed and middle boxes do not forget the connection while a model thinks.
 *
 * <p>Plain HTTP connections are not reached by this: the SDK takes no factory for plain sockets.
 */
final class KeepAliveSocketFactory extends SSLSocketFactory {

    private static final int IDLE_SECONDS = 30;
    private static final int INTERVAL_SECONDS = 15;
    private static final int PROBES = 4;

    private final Supplier<SSLSocketFactory> sockets;

    KeepAliveSocketFactory(Supplier<SSLSocketFactory> sockets) {
        this.sockets = sockets;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return sockets.get().createSocket(keepAlive(socket), host, port, autoClose);
    }

    @Override
    public Socket createSocket() throws IOException {
        return keepAlive(sockets.get().createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return keepAlive(sockets.get().createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return keepAlive(sockets.get().createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return keepAlive(sockets.get().createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return keepAlive(sockets.get().createSocket(address, port, localAddress, localPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.get().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.get().getSupportedCipherSuites();
    }

    private static Socket keepAlive(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, INTERVAL_SECONDS);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
        return socket;
    }

    private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }
}
