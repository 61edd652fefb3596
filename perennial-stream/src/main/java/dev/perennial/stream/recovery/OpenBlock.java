package dev.perennial.stream.recovery;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The block that a break left open, while it is found out what of the next attempt goes into it. Not thread-safe. */
final class OpenBlock {

    private final Blocks blocks;
    private final Sink sink;
    private final SeamNote note;
    private @Nullable Rejoining rejoining;
    private boolean closed;

    OpenBlock(Blocks blocks, Sink sink, SeamNote note) {
        this.blocks = blocks;
        this.sink = sink;
        this.note = note;
    }

    /** A new attempt; without a way to go on nothing is open. */
    void begin(Optional<Rejoining> goingOn) {
        rejoining = goingOn.orElse(null);
        closed = false;
    }

    void forget() {
        rejoining = null;
    }

    /** Whether it is not known yet. */
    boolean isUnsettled() {
        return rejoining != null;
    }

    /** Whether it turned out that the text was whole: nothing of the block at hand goes into it. */
    boolean isClosed() {
        return closed;
    }

    /** Whether text is held back until it is known where it goes on. */
    boolean isHolding() {
        return rejoining != null && rejoining.isHolding();
    }

    boolean takes(Block block) {
        return requireNonNull(rejoining).takes(block);
    }

    /** The cause for which the attempt is of no use, if it is none; so of the others that give one. */
    Optional<Cause> more(Block block) {
        return done(requireNonNull(rejoining).more(block));
    }

    Optional<Cause> end(String stopReason, boolean atMark) {
        return done(requireNonNull(rejoining).end(stopReason, atMark));
    }

    /** What is held back was held long enough. */
    Optional<Cause> expire() {
        return rejoining == null ? Optional.empty() : done(rejoining.expire());
    }

    private Optional<Cause> done(Rejoining.Step step) {
        switch (step) {
            case Rejoining.Wait wait -> {}
            case Rejoining.Add add -> goOn(add);
            case Rejoining.Close close -> close(close.note());
            case Rejoining.Fail fail -> {
                return Optional.of(fail.cause());
            }
        }
        return Optional.empty();
    }

    private void goOn(Rejoining.Add add) {
        Block block = add.block();
        rejoining = null;
        note.announce(add.note());
        boolean cited = blocks.last().isCited();
        takePlace(block, blocks.last(), add.json());
        if (add.json().length > 0) {
            sink.deliver(FrameWriter.restDelta(block, add.json()));
        }
        if (!cited) {
            block.whole().forEach(c -> sink.deliver(FrameWriter.citationDelta(block.index(), c)));
        }
        if (block.isFinished()) {
            sink.deliver(FrameWriter.blockStop(block.index()));
        }
    }

    private void takePlace(Block block, Block out, byte[] more) {
        if (block.kind() == BlockKind.CALL) {
            block.repeats(out);
        } else {
            block.becomes(out, more);
        }
        blocks.replaceLast(block);
    }

    private void close(String how) {
        rejoining = null;
        closed = true;
        note.announce(how);
        blocks.openText().ifPresent(text -> {
            text.finish();
            sink.deliver(FrameWriter.blockStop(text.index()));
        });
    }
}
