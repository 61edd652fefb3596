package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.models.TokenUsage;
import java.util.Optional;
import java.util.Set;

/**
 * What had arrived of a message whose stream broke.
 *
 * @param message the message so far: all blocks, the last one as far as it came; not to be changed
 * @param unfinished the places in {@code content} of the blocks that were not finished; such a call of a tool must not be
 *     run, and such thinking has no signature and is refused by the API
 * @param text the text of all text blocks so far
 */
public record PartialMessage(ObjectNode message, Set<Integer> unfinished, String text) {

    /** Copies the set. */
    public PartialMessage {
        requireNonNull(message, "message");
        unfinished = Set.copyOf(unfinished);
        requireNonNull(text, "text");
    }

    static PartialMessage of(MessageFold fold) {
        return new PartialMessage(fold.soFar(), fold.unfinished(), fold.text());
    }

    /** Why the model stopped, if that had arrived: then only the end mark is missing. */
    public Optional<String> stopReason() {
        return Json.text(message, "stop_reason");
    }

    /** The tokens as far as they were told. */
    public TokenUsage usage() {
        return UsageReader.read(message.path("usage"));
    }
}
