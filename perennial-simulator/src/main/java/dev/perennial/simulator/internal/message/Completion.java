package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.internal.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * A finished message: cut, counted and identified; ready to be sent whole or as a stream.
 *
 * @param id the id of the message
 * @param model the model that it reports
 * @param ending the blocks and why there are no more
 * @param inputTokens the tokens read
 * @param extras further fields that the brain set
 */
public record Completion(String id, String model, Ending ending, int inputTokens, ObjectNode extras) {

    /** Makes a message of a brain's reply. */
    public static Completion of(Reply reply, MessagesCall call, Identifiers identifiers, String model) {
        List<Block> blocks = new Blocks(call, identifiers).of(reply.content());
        Ending ending = Ending.natural(blocks, reply.stopReason())
                .before(call.stopSequences())
                .within(call.maxTokens(), "max_tokens")
                .within(call.model().maxInputTokens() - call.inputTokens(), "model_context_window_exceeded");
        return new Completion(identifiers.messageId(), model, ending, call.inputTokens(), reply.extras());
    }

    List<Block> blocks() {
        return ending.blocks();
    }

    String stopReason() {
        return ending.stopReason();
    }

    Optional<String> stopSequence() {
        return ending.stopSequence();
    }

    /** The output tokens, thinking included. */
    public int outputTokens() {
        return blocks().stream().mapToInt(Block::tokens).sum();
    }

    int thinkingTokens() {
        return blocks().stream()
                .filter(ThinkingBlock.class::isInstance)
                .mapToInt(Block::tokens)
                .sum();
    }
}
