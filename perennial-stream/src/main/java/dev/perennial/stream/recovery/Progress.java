package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import dev.perennial.models.TokenUsage;
import java.util.List;
import java.util.Optional;

/**
 * What there is of a message.
 *
 * @param messageId the id of the message; empty before it began
 * @param model the model that writes it; empty before it began
 * @param blocks its blocks in order, the last one possibly not whole
 * @param stopReason why it ended; empty if it did not
 * @param usage what it would have been billed at had nothing broken: the input of the first attempt that was answered, and the
 *     output that is in it, which is an estimate where an attempt did not come to tell it
 */
public record Progress(
        String messageId, String model, List<BlockProgress> blocks, Optional<String> stopReason, TokenUsage usage) {

    public Progress {
        requireNonNull(messageId, "messageId");
        requireNonNull(model, "model");
        blocks = List.copyOf(blocks);
        requireNonNull(stopReason, "stopReason");
        requireNonNull(usage, "usage");
    }

    /** Of which no tokens are known. */
    public Progress(String messageId, String model, List<BlockProgress> blocks, Optional<String> stopReason) {
        this(messageId, model, blocks, stopReason, TokenUsage.NONE);
    }
}
