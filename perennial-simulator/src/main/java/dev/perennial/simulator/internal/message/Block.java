package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;

/** A content block that can be counted, cut short, sent whole, and streamed. */
sealed interface Block permits TextBlock, ThinkingBlock, ToolInputBlock, CompactionBlock, WholeBlock {

    /** The block as it stands in {@code content_block_start}. */
    ObjectNode start();

    /** What follows it, made one by one. */
    Iterator<Delta> deltas(int tokensPerDelta);

    /** The block as it stands in the content of a whole message. */
    ObjectNode whole();

    /** What the model does while it writes the block. */
    default Work work() {
        return Work.WRITING;
    }

    /** The output tokens of the whole block. */
    int tokens();

    /**
     * What there is of the block after some tokens; empty if that is nothing that could be sent.
     *
     * @param tokens 0 or more, fewer than {@link #tokens}
     */
    Optional<Block> cut(int tokens);
}
