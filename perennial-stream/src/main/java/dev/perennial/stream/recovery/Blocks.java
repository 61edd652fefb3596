package dev.perennial.stream.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The blocks of the one message, in order: those that the consumer has, and behind them those that are held. */
final class Blocks {

    private final List<Block> delivered = new ArrayList<>();
    private final Held held = new Held();
    private final boolean restarts;

    /** None yet; {@code restarts} says whether a call that is out may begin anew. */
    Blocks(boolean restarts) {
        this.restarts = restarts;
    }

    /** The index of the next block. */
    int size() {
        return delivered.size() + held.size();
    }

    void addDelivered(Block block) {
        delivered.add(block);
    }

    /** What was held is out. */
    void release() {
        delivered.addAll(held.blocks());
        held.clear();
    }

    /** The last block that is out begins anew. */
    void forgetLast() {
        delivered.removeLast();
    }

    /** Another attempt's block takes the place of the last one that is out. */
    void replaceLast(Block block) {
        block.moveTo(delivered.getLast().index());
        delivered.set(delivered.size() - 1, block);
    }

    Block last() {
        return delivered.getLast();
    }

    List<Block> delivered() {
        return List.copyOf(delivered);
    }

    Held held() {
        return held;
    }

    boolean isHolding() {
        return !held.isEmpty();
    }

    /** All that is out or held, in order. */
    List<Block> all() {
        List<Block> all = new ArrayList<>(delivered);
        all.addAll(held.blocks());
        return all;
    }

    /** All of them as far as they came, for the report. */
    List<BlockProgress> progress() {
        return all().stream()
                .map(b -> new BlockProgress(b.start().text("type"), b.isWhole(), BlockJson.string(b)))
                .toList();
    }

    /** Whether anything is out. */
    boolean hasContent() {
        return !delivered.isEmpty();
    }

    /** The block that is out without its end. */
    Optional<Block> open() {
        return delivered.isEmpty() || delivered.getLast().isFinished()
                ? Optional.empty()
                : Optional.of(delivered.getLast());
    }

    Optional<Block> openText() {
        return open().filter(b -> b.kind() == BlockKind.TEXT);
    }

    /**
     * The call that is out without its end, and those right before it: a model that makes it again makes them again. None where
     * a call may begin anew.
     */
    List<Block> repeated() {
        if (restarts || open().filter(b -> b.kind() == BlockKind.CALL).isEmpty()) {
            return List.of();
        }
        int from = delivered.size() - 1;
        while (from > 0 && delivered.get(from - 1).kind() == BlockKind.CALL) {
            from--;
        }
        return List.copyOf(delivered.subList(from, delivered.size()));
    }

    /** The blocks that are out and whole and may be sent back one day, whatever becomes of what has to be repeated. */
    List<Block> kept() {
        return delivered.subList(0, delivered.size() - repeated().size()).stream()
                .filter(b -> b.isFinished() && !b.isUnsigned() && !b.isBlankText())
                .toList();
    }

    /** The kept blocks and the text that is out without its end: what the consumer will keep, whatever happens. */
    List<Block> keptOrOpen() {
        List<Block> all = new ArrayList<>(kept());
        openText().ifPresent(all::add);
        return all;
    }

    /** How much the consumer has of that, and of what has to be repeated; a block counts even if it has no text. */
    long keptLength() {
        return Stream.concat(keptOrOpen().stream(), repeated().stream())
                .mapToLong(b -> b.text().length() + (b.isFinished() ? 1 : 0))
                .sum();
    }

    /** What a request that goes on shows the model: the kept blocks, but no assistant message ends with thinking. */
    List<Block> quoted() {
        List<Block> quoted = new ArrayList<>(kept());
        while (!quoted.isEmpty() && quoted.getLast().kind().isThinking()) {
            quoted.removeLast();
        }
        return quoted;
    }

    boolean hasSignedThinking() {
        return kept().stream().anyMatch(b -> b.kind().isThinking());
    }
}
