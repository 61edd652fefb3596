package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.Reply;
import dev.perennial.simulator.internal.Identifiers;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.List;
import java.util.Optional;

/**
 * A finished message: cut, counted and identified; ready to be sent whole or as a stream.
 *
 * @param id the id of the message
 * @param model the model that it reports
 * @param ending the blocks and why there are no more
 * @param input the tokens read
 * @param tokenizer how the results of server tools are counted
 * @param speed the {@code speed} that was asked for; empty if none was
 * @param extras further fields that the brain set
 */
public record Completion(
        String id,
        String model,
        Ending ending,
        InputUsage input,
        Tokenizer tokenizer,
        String speed,
        ObjectNode extras) {

    /** Makes a message of a brain's reply. */
    public static Completion of(
            Reply reply, MessagesCall call, InputUsage input, Identifiers identifiers, String model) {
        List<Block> blocks = new Blocks(call, identifiers).of(reply.content());
        Ending ending = call.maxTokens() == 0
                ? Ending.natural(List.of(), "max_tokens")
                : Ending.natural(blocks, reply.stopReason())
                        .before(call.stopSequences())
                        .within(call.maxTokens(), "max_tokens")
                        .within(call.model().maxInputTokens() - call.inputTokens(), "model_context_window_exceeded");
        return new Completion(
                identifiers.messageId(),
                model,
                ending,
                input,
                call.model().tokenizer(),
                call.body().path("speed").asText(""),
                reply.extras());
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
        return outputTokens(blocks().size());
    }

    /** The output tokens of the first blocks. */
    int outputTokens(int first) {
        return blocks().stream().limit(first).mapToInt(Block::tokens).sum();
    }

    /** What the model read anew because of the results among the first blocks. */
    int resultTokens(int first) {
        return results(first).stream().mapToInt(r -> r.inputTokens(tokenizer)).sum();
    }

    /** The results of the API's own tools among the first blocks. */
    List<WholeBlock> results(int first) {
        return blocks().stream()
                .limit(first)
                .filter(WholeBlock.class::isInstance)
                .map(WholeBlock.class::cast)
                .filter(WholeBlock::isResult)
                .toList();
    }

    int thinkingTokens() {
        return blocks().stream()
                .filter(block -> block.work() == Work.THINKING)
                .mapToInt(Block::tokens)
                .sum();
    }
}
