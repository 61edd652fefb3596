package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What there is of a message.
 *
 * @param messageId the id of the message; empty before it began
 * @param model the model that writes it; empty before it began
 * @param blocks its blocks in order, the last one possibly not whole
 * @param stopReason why it ended; empty if it did not
 */
public record Progress(String messageId, String model, List<BlockProgress> blocks, Optional<String> stopReason) {

    public Progress {
        requireNonNull(messageId, "messageId");
        requireNonNull(model, "model");
        blocks = List.copyOf(blocks);
        requireNonNull(stopReason, "stopReason");
    }
}
