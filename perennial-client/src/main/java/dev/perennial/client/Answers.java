package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.stream.recovery.ApiFault;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/** The responses that the SDK gets in the place of those of single attempts. */
final class Answers {

    /** The name of a message in events, on its response. */
    static final String MESSAGE_HEADER = "perennial-message";

    /** The types of deltas that a message lacks since nobody knows what they do to their block. */
    static final String LEFT_OUT_HEADER = "perennial-left-out";

    private static final String SHOULD_RETRY = "x-should-retry";

    private Answers() {}

    /** The head of a response that another process got. */
    static HttpResponse begun(Optional<String> requestId) {
        Headers.Builder headers = Headers.builder().put("content-type", "text/event-stream");
        requestId.ifPresent(id -> headers.put("request-id", id));
        return new Answered(200, headers.build(), InputStream.nullInputStream(), () -> {});
    }

    /** A stream that does not break. */
    static HttpResponse stream(HttpResponse head, String name, LiveMessage message) {
        Headers headers = named(head.headers(), name).remove("content-length").build();
        return new Answered(head.statusCode(), headers, new MessageBody(message, head), message::close);
    }

    /** A message that was put together here. */
    static HttpResponse folded(HttpResponse head, String name, MessageAssembly message) {
        HttpResponse whole = json(200, head, name, message.json());
        if (message.leftOut().isEmpty()) {
            return whole;
        }
        Headers told = whole.headers().toBuilder()
                .replace(LEFT_OUT_HEADER, String.join(", ", message.leftOut()).replaceAll("[^\\x20-\\x7e]", "?"))
                .build();
        return new Answered(200, told, whole.body(), () -> {});
    }

    /** A whole message, or whatever else was made here, as JSON. */
    static HttpResponse json(int status, HttpResponse head, String name, byte[] body) {
        Headers headers = named(head.headers(), name)
                .replace("content-type", "application/json")
                .replace("content-length", String.valueOf(body.length))
                .remove("transfer-encoding")
                .build();
        return new Answered(
                status, status == 200 ? headers : withoutRetry(headers), new ByteArrayInputStream(body), () -> {});
    }

    /** The last attempt's refusal as it came, but that the SDK is told not to try what was tried already. */
    static HttpResponse refusal(HttpResponse head, String name, byte[] body) {
        Headers headers = named(head.headers(), name).build();
        Headers told = isTriedAgain(head) ? withoutRetry(headers) : headers;
        return new Answered(head.statusCode(), told, new ByteArrayInputStream(body), () -> {});
    }

    /** An error that came in the stream, where the caller asked for no stream (platform.claude.com, "Errors"). */
    static HttpResponse error(ApiFault fault, HttpResponse head, String name) {
        ObjectNode body = Json.emptyObject().put("type", "error");
        ObjectNode error = body.putObject("error").put("type", fault.type()).put("message", fault.message());
        if (!fault.code().isEmpty()) {
            error.putObject("details").put("error_code", fault.code());
        }
        head.requestId().ifPresent(id -> body.put("request_id", id));
        return json(fault.status(), head, name, body.toString().getBytes(UTF_8));
    }

    private static Headers.Builder named(Headers headers, String name) {
        return headers.toBuilder().replace(MESSAGE_HEADER, name);
    }

    private static Headers withoutRetry(Headers headers) {
        return headers.toBuilder().replace(SHOULD_RETRY, "false").build();
    }

    /** What the SDK's own loop would send again (com.anthropic.core.http.RetryingHttpClient). */
    private static boolean isTriedAgain(HttpResponse head) {
        int status = head.statusCode();
        return status == 408
                || status == 409
                || status == 429
                || status >= 500
                || head.headers().values(SHOULD_RETRY).contains("true");
    }

    private record Answered(int status, Headers headers, InputStream body, Runnable closing) implements HttpResponse {

        @Override
        public int statusCode() {
            return status;
        }

        @Override
        public void close() {
            closing.run();
        }
    }
}
