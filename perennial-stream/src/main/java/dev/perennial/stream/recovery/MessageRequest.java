package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.perennial.stream.internal.JsonSpan;
import java.util.Optional;

/**
 * The body of a request for a message, as its sender made it (platform.claude.com, "Messages").
 *
 * @param body the bytes; not to be changed
 * @param streaming whether a stream is asked for
 * @param model the model's id; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MessageRequest(byte[] body, boolean streaming, String model) {

    public MessageRequest {
        requireNonNull(body, "body");
        requireNonNull(model, "model");
    }

    /** Reads a body; empty if it is no JSON object: what is wrong about it is the API's to say. */
    public static Optional<MessageRequest> read(byte[] body) {
        return JsonSpan.of(body).filter(JsonSpan::isObject).map(document -> {
            boolean streaming = document.member("stream")
                    .filter(s -> !s.isString() && s.text().equals("true"))
                    .isPresent();
            return new MessageRequest(body, streaming, document.text("model"));
        });
    }

    /** The body that asks for a stream: the same bytes with one field more, or in the place of the one that says otherwise. */
    public byte[] streamed() {
        return streaming
                ? body
                : new Edits(JsonSpan.of(body).orElseThrow())
                        .set("stream", "true".getBytes(UTF_8))
                        .apply();
    }
}
