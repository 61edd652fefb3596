package dev.perennial.client;

import com.anthropic.core.http.HttpMethod;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import dev.perennial.stream.recovery.MessageRequest;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Finds requests for messages among those of the SDK, and reads them. */
final class MessageRequests {

    private static final List<String> PATH = List.of("v1", "messages");

    private MessageRequests() {}

    /**
     * Whether a request asks for a message, by method and path (platform.claude.com, "Messages"). An attempt of a message
     * that is kept alive already, because the interceptor was added twice, is none.
     */
    static boolean isOne(HttpRequest request) {
        return request.method() == HttpMethod.POST
                && request.pathSegments().equals(PATH)
                && request.body().filter(b -> !Sending.isAttempt(b)).isPresent();
    }

    /**
     * Reads a body, and closes it.
     *
     * @throws com.anthropic.errors.AnthropicInvalidDataException or another exception of the SDK's if it cannot be written
     */
    static MessageRequest read(HttpRequestBody body) {
        try (body) {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream((int) Math.max(64, Math.min(body.contentLength(), 1 << 26)));
            body.writeTo(bytes);
            return MessageRequest.of(bytes.toByteArray());
        }
    }
}
