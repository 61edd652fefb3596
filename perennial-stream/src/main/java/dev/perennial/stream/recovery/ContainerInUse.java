package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.stream.internal.JsonSpan;
import dev.perennial.stream.internal.JsonText;
import java.util.Optional;

/**
 * The container in which the message's server tools run: what they left there is lost to a request that does not name it.
 *
 * <p>It is told as {@code container.id} of the message or of a {@code message_delta}, and asked for as {@code container}, a
 * text or an object with an {@code id} (anthropic-java, {@code Container}, {@code MessageCreateParamsContainer}). Not
 * thread-safe.
 */
final class ContainerInUse {

    private static final String FIELD = "container";

    private String id = "";

    /** Hears of the {@code message} or {@code delta} of an event; the latest id counts. */
    void told(Optional<JsonSpan> holder) {
        holder.flatMap(h -> h.member(FIELD))
                .map(c -> c.text("id"))
                .filter(told -> !told.isEmpty())
                .ifPresent(told -> id = told);
    }

    /** Has a request name it, unless the request names one itself. */
    void writeInto(Edits edits, JsonSpan request) {
        if (id.isEmpty()) {
            return;
        }
        byte[] quoted = JsonText.quote(id).getBytes(UTF_8);
        Optional<JsonSpan> asked = request.member(FIELD).filter(c -> !c.isNull());
        if (asked.isEmpty()) {
            edits.set(FIELD, quoted);
        } else if (asked.get().isObject() && asked.get().text("id").isEmpty()) {
            edits.set(asked.get(), "id", quoted);
        }
    }
}
