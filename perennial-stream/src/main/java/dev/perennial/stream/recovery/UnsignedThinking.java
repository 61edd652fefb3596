package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leaves thinking without signature out of a conversation that is about to be sent.
 *
 * <p>Thinking that a break cut while it was shown live stays with the consumer as a block with an empty signature. The API
 * refuses such a block when it comes back; it was never finished, so leaving it out changes nothing that came after it
 * (platform.claude.com, "Extended thinking").
 *
 * <pre>{@code
 * byte[] acceptable = UnsignedThinking.removedFrom(body);
 * }</pre>
 */
public final class UnsignedThinking {

    private UnsignedThinking() {}

    /**
     * The body without such blocks; the same array if it has none, or is no request with messages. All other bytes stay as
     * they came. An assistant message that has nothing else goes as a whole.
     */
    public static byte[] removedFrom(byte[] body) {
        Optional<JsonSpan> document = JsonSpan.of(body).filter(JsonSpan::isObject);
        Optional<JsonSpan> messages =
                document.flatMap(d -> d.member("messages")).filter(JsonSpan::isArray);
        return messages.map(m -> removedFrom(body, document.orElseThrow(), m)).orElse(body);
    }

    private static byte[] removedFrom(byte[] body, JsonSpan document, JsonSpan messages) {
        List<JsonSpan> all = elements(messages);
        if (all.stream().noneMatch(m -> content(m).stream().anyMatch(UnsignedThinking::isUnsigned))) {
            return body;
        }
        Edits edits = new Edits(document);
        edits.remove(all, UnsignedThinking::isEmptied);
        all.stream().filter(m -> !isEmptied(m)).forEach(m -> edits.remove(content(m), UnsignedThinking::isUnsigned));
        return edits.apply();
    }

    private static boolean isEmptied(JsonSpan message) {
        List<JsonSpan> content = content(message);
        return !content.isEmpty() && content.stream().allMatch(UnsignedThinking::isUnsigned);
    }

    /** The blocks of an assistant message; none for other messages. */
    private static List<JsonSpan> content(JsonSpan message) {
        boolean assistant = message.isObject() && message.text("role").equals("assistant");
        return assistant
                ? message.member("content").map(UnsignedThinking::elements).orElse(List.of())
                : List.of();
    }

    private static List<JsonSpan> elements(JsonSpan array) {
        List<JsonSpan> elements = new ArrayList<>();
        array.elements(elements::add);
        return elements;
    }

    private static boolean isUnsigned(JsonSpan block) {
        return block.isObject()
                && block.text("type").equals("thinking")
                && block.text("signature").isBlank();
    }
}
