package dev.perennial.client;

import com.anthropic.core.JsonValue;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.SseException;
import dev.perennial.stream.recovery.ApiFault;
import dev.perennial.stream.recovery.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The events of one message, as the SDK reads them. One thread reads; any thread closes. */
final class MessageBody extends InputStream {

    private final LiveMessage message;
    private final HttpResponse head;

    MessageBody(LiveMessage message, HttpResponse head) {
        this.message = message;
        this.head = head;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /**
     * Reads events.
     *
     * @throws SseException if the API ended the message with an error, as the SDK does by itself
     * @throws UnfinishedMessageException if the message could not be brought to its end for another reason
     */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        try {
            return message.read(target, offset, length);
        } catch (UnfinishedMessageException e) {
            ApiFault fault = e.outcome().faultInStream().orElseThrow(() -> e);
            throw SseException.builder()
                    .statusCode(head.statusCode())
                    .headers(head.headers())
                    .body(body(fault))
                    .cause(e)
                    .build();
        }
    }

    Optional<Outcome> outcome() {
        return message.outcome();
    }

    private static JsonValue body(ApiFault fault) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", fault.type());
        error.put("message", fault.message());
        if (!fault.code().isEmpty()) {
            error.put("details", Map.of("error_code", fault.code()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "error");
        body.put("error", error);
        return JsonValue.from(body);
    }

    @Override
    public void close() {
        message.close();
    }
}
