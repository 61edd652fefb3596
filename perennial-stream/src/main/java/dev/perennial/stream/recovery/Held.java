package dev.perennial.stream.recovery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is held back of an attempt, in order: frames, and the blocks that they are about.
 *
 * <p>All is counted when it comes, so that asking whether it may go costs the same however much is held. Not thread-safe.
 */
final class Held {

    private final Bytes frames = new Bytes();
    private final List<Block> blocks = new ArrayList<>();
    private final Set<String> awaited = new HashSet<>();
    private @Nullable Block lastSaid;
    private boolean untilTheEnd;
    private boolean seen;

    void add(Block block) {
        blocks.add(block);
        lastSaid = block.kind().isThinking() ? lastSaid : block;
        if (block.kind() == BlockKind.SERVER_CALL) {
            awaited.add(block.start().text("id"));
        } else if (block.kind() == BlockKind.SERVER_RESULT) {
            awaited.remove(block.start().text("tool_use_id"));
        }
    }

    /** Where frames are added to what is held. */
    Bytes frames() {
        return frames;
    }

    /** Nothing of it may go before the attempt says why the message ends. */
    void stayUntilTheEnd() {
        untilTheEnd = true;
    }

    /** Whether there is nothing that something is missing for, but for the end of the last block. */
    boolean isSettled() {
        return !untilTheEnd && awaited.isEmpty();
    }

    /** The last block that is no thinking. */
    Optional<Block> lastSaid() {
        return Optional.ofNullable(lastSaid);
    }

    Optional<Block> last() {
        return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.getLast());
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Whether it is that block and nothing else. */
    boolean isOnly(Block block) {
        return blocks.equals(List.of(block));
    }

    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** The consumer has all of it from another process. */
    void wasSeen() {
        seen = true;
    }

    /** What of it the consumer has all the same. */
    List<Block> seen() {
        return seen ? blocks() : List.of();
    }

    int size() {
        return blocks.size();
    }

    void clear() {
        frames.clear();
        blocks.clear();
        awaited.clear();
        lastSaid = null;
        untilTheEnd = false;
        seen = false;
    }
}
