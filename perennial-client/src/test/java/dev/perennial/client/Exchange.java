package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One request that a {@link ScriptedServer} got, and the ways to answer it. */
final class Exchange {

    private final Socket socket;
    private final RequestReader.Request request;
    private final OutputStream out;
    private final CountDownLatch clientGone = new CountDownLatch(1);

    Exchange(Socket socket, RequestReader.Request request) throws IOException {
        this.socket = socket;
        this.request = request;
        this.out = socket.getOutputStream();
    }

    String method() {
        return request.method();
    }

    String target() {
        return request.target();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    String body() {
        return request.body();
    }

    Socket socket() {
        return socket;
    }

    void respond(int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        raw("HTTP/1.1 " + status + " x\r\ncontent-type: " + contentType + "\r\nrequest-id: req_1\r\ncontent-length: "
                + bytes.length + "\r\n\r\n");
        out.write(bytes);
        out.flush();
    }

    void startStream() throws IOException {
        String head = """
                HTTP/1.1 200 OK
                content-type: text/event-stream; charset=utf-8
                request-id: req_1
                anthropic-ratelimit-requests-remaining: 41
                transfer-encoding: chunked

                """;
        raw(head.replace("\n", "\r\n"));
    }

    void chunk(String text) throws IOException {
        chunk(text.getBytes(UTF_8));
    }

    void chunk(byte[] bytes) throws IOException {
        raw(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        raw("\r\n");
    }

    /** The last chunk with the end of the stream: a client that stops at the message's end can use the connection again. */
    void lastChunk(String text) throws IOException {
        raw(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n0\r\n\r\n");
    }

    void endStream() throws IOException {
        raw("0\r\n\r\n");
    }

    void raw(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    /** Closes in good order, in the middle of whatever was being sent. */
    void hangUp() throws IOException {
        socket.close();
    }

    /** Breaks the connection off. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says nothing more and returns when the client has gone. */
    void awaitClientGone() {
        try {
            while (socket.getInputStream().read() >= 0) {
                // A client that waits for an answer sends nothing.
            }
        } catch (IOException e) {
            // A reset is a way to go, too.
        }
        clientGone.countDown();
    }

    /** Counted down when {@link #awaitClientGone} saw the client go. */
    CountDownLatch clientGone() {
        return clientGone;
    }
}
