package dev.perennial.benchmarks.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.benchmarks.process.Child;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/** A process that answers every request with the same prepared stream from memory, each event a chunk of HTTP. */
public final class EventServer implements AutoCloseable {

    /** What each delta says. */
    static final String PIECE = "twelve chars";

    private static final String HEAD = """
            HTTP/1.1 200 OK
            content-type: text/event-stream
            request-id: req_1
            transfer-encoding: chunked

            """;

    private final Child process;
    private final String url;

    private EventServer(Child process) {
        this.process = process;
        this.url = process.hear();
    }

    /** A server whose answer has one text of so many deltas. */
    public static EventServer ofText(int deltas) throws IOException {
        return start("text", deltas);
    }

    /** A server whose answer calls a tool; the input's text comes in so many deltas. */
    public static EventServer ofInput(int deltas) throws IOException {
        return start("input", deltas);
    }

    private static EventServer start(String kind, int deltas) throws IOException {
        return new EventServer(Child.start(EventServer.class, List.of(), kind, String.valueOf(deltas)));
    }

    /** Where it listens. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.close();
    }

    /** Serves until the parent is gone. */
    public static void main(String[] arguments) throws IOException {
        byte[] answer = answer(arguments[0].equals("text"), Integer.parseInt(arguments[1]));
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> accept(listener, answer));
            System.out.println("http://127.0.0.1:" + listener.getLocalPort());
            while (System.in.read() >= 0) {
                // The parent says nothing; its end is the end of the input.
            }
        }
    }

    private static void accept(ServerSocket listener, byte[] answer) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofPlatform().start(() -> serve(socket, answer));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket, byte[] answer) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (readRequest(in)) {
                socket.getOutputStream().write(answer);
            }
        } catch (IOException gone) {
            // The client has what it wanted.
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        in.skipNBytes(length);
        return length > 0;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(ISO_8859_1);
    }

    private static byte[] answer(boolean text, int deltas) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(HEAD.replace("\n", "\r\n").getBytes(UTF_8));
        event(
                answer,
                "message_start",
                "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":\"claude-opus-5-5\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}}");
        event(
                answer,
                "content_block_start",
                "\"index\":0,\"content_block\":"
                        + (text
                                ? "{\"type\":\"text\",\"text\":\"\"}"
                                : "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"write\",\"input\":{}}"));
        if (!text) {
            input(answer, "{\\\"path\\\": \\\"/tmp/a\\\", \\\"file_text\\\": \\\"");
        }
        for (int i = 0; i < deltas; i++) {
            delta(answer, text);
        }
        if (!text) {
            input(answer, "\\\"}");
        }
        event(answer, "content_block_stop", "\"index\":0");
        event(
                answer,
                "message_delta",
                "\"delta\":{\"stop_reason\":\"" + (text ? "end_turn" : "tool_use")
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":" + deltas + "}");
        event(answer, "message_stop", "");
        answer.writeBytes("0\r\n\r\n".getBytes(UTF_8));
        return answer.toByteArray();
    }

    private static void delta(ByteArrayOutputStream answer, boolean text) {
        if (text) {
            event(
                    answer,
                    "content_block_delta",
                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + PIECE + "\"}");
        } else {
            input(answer, PIECE);
        }
    }

    private static void input(ByteArrayOutputStream answer, String json) {
        event(
                answer,
                "content_block_delta",
                "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"" + json + "\"}");
    }

    private static void event(ByteArrayOutputStream answer, String type, String members) {
        String data = "{\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : ",") + members + "}";
        byte[] event = ("event: " + type + "\ndata: " + data + "\n\n").getBytes(UTF_8);
        answer.writeBytes((Integer.toHexString(event.length) + "\r\n").getBytes(UTF_8));
        answer.writeBytes(event);
        answer.writeBytes("\r\n".getBytes(UTF_8));
    }
}
