package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.perennial.models.Capabilities;
import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;

/**
 * A request for a message (platform.claude.com, "Messages"), read once.
 *
 * @param body as it is to be sent: as its sender made it, but always with {@code "stream": true}, and without {@link
 *     UnsignedThinking}; not to be changed
 * @param streaming whether the sender asked for a stream
 * @param model the model's id; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MessageRequest(byte[] body, boolean streaming, String model) {

    public MessageRequest {
        requireNonNull(body, "body");
        requireNonNull(model, "model");
    }

    /** Reads a body. One that is no JSON object passes as it is: what is wrong about it is the API's to say. */
    public static MessageRequest of(byte[] body) {
        return JsonSpan.of(UnsignedThinking.removedFrom(body))
                .filter(JsonSpan::isObject)
                .map(MessageRequest::of)
                .orElseGet(() -> new MessageRequest(body, true, ""));
    }

    /**
     * The same request to another model, with no more {@code max_tokens} than that can give, as far as that is known.
     *
     * @return this request if it is no JSON object
     */
    public MessageRequest withModel(String other, Capabilities capabilities) {
        return JsonSpan.of(body)
                .filter(JsonSpan::isObject)
                .map(document -> new MessageRequest(asking(document, other, capabilities), streaming, other))
                .orElse(this);
    }

    private static byte[] asking(JsonSpan document, String other, Capabilities capabilities) {
        Edits edits = new Edits(document).set("model", JsonText.quote(other).getBytes(UTF_8));
        long most = capabilities.outputTokens();
        if (capabilities.isKnown() && document.number("max_tokens", 0) > most) {
            edits.set("max_tokens", String.valueOf(most).getBytes(UTF_8));
        }
        return edits.apply();
    }

    private static MessageRequest of(JsonSpan document) {
        boolean streaming = document.member("stream")
                .filter(s -> !s.isString() && s.text().equals("true"))
                .isPresent();
        byte[] streamed = streaming
                ? document.bytes()
                : new Edits(document).set("stream", "true".getBytes(UTF_8)).apply();
        return new MessageRequest(streamed, streaming, document.text("model"));
    }
}
