package dev.perennial.simulator.internal.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The blocks that are sent and why the message ends after them.
 *
 * @param blocks the blocks, the last one possibly cut
 * @param stopReason the {@code stop_reason}
 * @param stopSequence the stop sequence that was met
 */
record Ending(List<Block> blocks, String stopReason, Optional<String> stopSequence) {

    Ending {
        blocks = List.copyOf(blocks);
    }

    /** Nothing cuts the reply. */
    static Ending natural(List<Block> blocks, String stopReason) {
        return new Ending(blocks, stopReason, Optional.empty());
    }

    /** Cut before the first of the sequences that occurs in a text. */
    Ending before(List<String> sequences) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof TextBlock text) {
                Optional<String> first = earliest(text.text(), sequences);
                if (first.isPresent()) {
                    Optional<Block> rest = text.cutAt(text.text().indexOf(first.get()));
                    return new Ending(upTo(i, rest), "stop_sequence", first);
                }
            }
        }
        return this;
    }

    /** Cut after a number of output tokens. */
    Ending within(int tokens, String reason) {
        int left = tokens;
        for (int i = 0; i < blocks.size(); i++) {
            int needed = blocks.get(i).tokens();
            if (needed > left) {
                return new Ending(upTo(i, blocks.get(i).cut(left)), reason, Optional.empty());
            }
            left -= needed;
        }
        return this;
    }

    private static Optional<String> earliest(String text, List<String> sequences) {
        return sequences.stream()
                .filter(text::contains)
                .min((a, b) -> Integer.compare(text.indexOf(a), text.indexOf(b)));
    }

    private List<Block> upTo(int index, Optional<Block> last) {
        List<Block> kept = new ArrayList<>(blocks.subList(0, index));
        last.ifPresent(kept::add);
        return kept;
    }
}
