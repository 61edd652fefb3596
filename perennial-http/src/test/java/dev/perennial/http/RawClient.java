package dev.perennial.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A socket to a server under test: sends bytes as they are, well-formed or not. */
final class RawClient implements AutoCloseable {

    private final Socket socket;

    RawClient(HttpServer server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return this;
    }

    /** All that comes until the server closes. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** What comes up to and including the given text. */
    String readUntil(String end) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The server closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Whether anything comes, or the end, within a moment; false is the expected answer, so that waiting costs no test. */
    boolean hasMore() throws IOException {
        socket.setSoTimeout(200);
        try {
            socket.getInputStream().read();
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }

    /** Sends a byte every fiftieth of a second; whether the server has enough of it. */
    boolean dripsUntilClosed() throws IOException {
        socket.setSoTimeout(20);
        boolean open = true;
        for (int sent = 0; open && sent < 500; sent++) {
            open = drips();
        }
        return !open;
    }

    private boolean drips() throws IOException {
        try {
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException silent) {
            return true;
        } catch (SocketException closed) {
            return false;
        }
    }

    /** Sends nothing more, and reads on. */
    void stopSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes properly before the exchange is over. */
    void leave() throws IOException {
        socket.close();
    }

    /** Closes with a reset instead of a proper end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
