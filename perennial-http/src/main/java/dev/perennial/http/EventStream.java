package dev.perennial.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/** Writes server-sent events to a response; each event leaves at once. Ends as {@link StreamingResponse} does. */
public final class EventStream {

    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

    private final StreamingResponse response;

    private EventStream(StreamingResponse response) {
        this.response = response;
    }

    /** Opens an event stream on the exchange, with status 200. */
    public static EventStream open(Exchange exchange, Headers headers) {
        Headers all = Headers.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-cache")
                .with(headers);
        return new EventStream(exchange.stream(200, all));
    }

    /** Sends an event of a type; data of several lines becomes several {@code data} fields. */
    public void send(String event, String data) {
        response.write(encode(Optional.of(event), Optional.empty(), data));
    }

    /** Sends an event with an id, which a browser that reconnects sends back as {@code Last-Event-ID}. */
    public void send(String event, String id, String data) {
        response.write(encode(Optional.of(event), Optional.of(id), data));
    }

    /** Sends a comment, which clients ignore; keeps the connection alive and finds out whether the client is there. */
    public void comment(String text) {
        response.write((": " + singleLine("comment", text) + "\n\n").getBytes(UTF_8));
    }

    private static byte[] encode(Optional<String> event, Optional<String> id, String data) {
        StringBuilder frame = new StringBuilder(data.length() + 64);
        id.ifPresent(i -> frame.append("id: ").append(singleLine("id", i)).append('\n'));
        event.ifPresent(
                e -> frame.append("event: ").append(singleLine("event", e)).append('\n'));
        for (String line : LINE_END.split(data, -1)) {
            frame.append(line.isEmpty() ? "data:" : "data: ").append(line).append('\n');
        }
        return frame.append('\n').toString().getBytes(UTF_8);
    }

    private static String singleLine(String field, String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("The " + field + " of an event has to be a single line.");
        }
        return value;
    }
}
