package dev.perennial.gateway.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;

/** A client that shows the bytes it gets, as they come. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final StringBuilder seen = new StringBuilder();

    /** Asks for a message. */
    RawClient(URI gateway, String agent, boolean streaming) throws IOException {
        String body = "{\"model\":\"claude-opus-5-5\",\"max_tokens\":100,\"stream\":" + streaming
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        socket = new Socket(gateway.getHost(), gateway.getPort());
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        OutputStream out = socket.getOutputStream();
        String head = "POST /v1/messages HTTP/1.1\r\nHost: gateway\r\nUser-Agent: " + agent
                + "\r\nx-api-key: any\r\nanthropic-version: 2023-06-01\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
        out.write((head + body).getBytes(ISO_8859_1));
        out.flush();
    }

    /** Reads lines up to one that is this. */
    RawClient upTo(String wanted) throws IOException {
        String line = in.readLine();
        while (line != null && !line.equals(wanted)) {
            seen.append(line).append('\n');
            line = in.readLine();
        }
        if (line == null) {
            throw new AssertionError("There is no line " + wanted + " in: " + seen);
        }
        seen.append(line).append('\n');
        return this;
    }

    /** Reads to the end; all that came. */
    String toTheEnd() throws IOException {
        in.lines().forEach(line -> seen.append(line).append('\n'));
        return seen.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
