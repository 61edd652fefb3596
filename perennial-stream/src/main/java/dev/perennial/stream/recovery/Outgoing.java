package dev.perennial.stream.recovery;

import dev.perennial.stream.SseFrame;
import java.util.Optional;

/**
 * The one message that the consumer gets: which frames of which attempt go out, when, and with which index.
 *
 * <p>Blocks go out in order; while one is held, all that follow are held behind it. Not thread-safe.
 */
final class Outgoing {

    /** What an attempt's blocks are to the message. */
    enum Mode {
        /** The model began anew: thinking that the consumer has already is not sent twice. */
        AGAIN,
        /** The model goes on after what it is shown: its thinking belongs to no message that could be sent back. */
        AFTER
    }

    /** What becomes of the frames of a block. */
    private enum Way {
        LIVE,
        HELD,
        SUPPRESSED,
        /** Kept back until it is known what of it goes into the open block. */
        REJOINING
    }

    private final Visibility visibility;
    private final Sink sink;
    private final Sink asides;
    private final FrameWriter writer = new FrameWriter();
    private final Bytes scratch = new Bytes();

    private final Blocks blocks;
    private final Held held;
    private final SeamNote note;
    private final OpenBlock open;
    private final Closing closing;

    private boolean started;
    private Mode mode = Mode.AGAIN;
    private boolean onlyThinkingYet = true;
    private boolean hasThinking;
    private Way way = Way.LIVE;

    /**
     * A message of which nothing is out.
     *
     * @param asides takes pings, and what else is no part of the message
     */
    Outgoing(Visibility visibility, Sink sink, Sink asides) {
        this.asides = asides;
        this.visibility = visibility;
        this.sink = sink;
        this.blocks = new Blocks(visibility.restarts());
        this.held = blocks.held();
        this.note = new SeamNote(sink);
        this.open = new OpenBlock(blocks, sink, note);
        this.closing = new Closing(blocks, sink, visibility.restarts());
    }

    /**
     * Frames of a new attempt follow; the note goes out before the first of them, if the consumer has some already. Where a
     * block is open, {@code rejoining} says what of the attempt goes into it.
     */
    void beginAttempt(Mode next, String seam, Optional<Rejoining> rejoining) {
        mode = next;
        open.begin(rejoining);
        onlyThinkingYet = true;
        hasThinking = blocks.hasSignedThinking();
        note.next(started ? seam : "");
    }

    void aside(SseFrame raw, boolean inOrder) {
        if (inOrder && blocks.isHolding()) {
            writer.copy(raw, held.frames());
            return;
        }
        writer.copy(raw, start());
        if (!scratch.isEmpty()) {
            (inOrder ? sink : asides).deliver(scratch);
        }
    }

    void started(SseFrame raw, MessageFrame frame) {
        if (!started) {
            started = true;
            pass(raw, frame);
        }
    }

    private void pass(SseFrame raw, MessageFrame frame) {
        Bytes to = start();
        writer.copy(raw, frame, frame.index(), to);
        flush(to);
    }

    /** The cause for which the attempt is of no use, if it is none. */
    Optional<Cause> blockStarted(SseFrame raw, MessageFrame frame, Block block) {
        if (open.isUnsettled() && !block.kind().isThinking()) {
            if (open.takes(block)) {
                way = Way.REJOINING;
                return rejoined(open.more(block));
            }
            Optional<Cause> failed = rejoined(open.end("", false));
            if (failed.isPresent()) {
                return failed;
            }
        }
        begin(raw, frame, block);
        return Optional.empty();
    }

    private void begin(SseFrame raw, MessageFrame frame, Block block) {
        way = wayOf(block);
        onlyThinkingYet = onlyThinkingYet && block.kind().isThinking();
        if (way == Way.LIVE || way == Way.HELD) {
            note.announce();
            block.moveTo(blocks.size());
            add(block);
            write(raw, frame, block);
            release();
        }
    }

    private Way wayOf(Block block) {
        boolean repeats = mode == Mode.AFTER || open.isUnsettled() || (onlyThinkingYet && hasThinking);
        if (repeats && block.kind().isThinking()) {
            return Way.SUPPRESSED;
        }
        return visibility.isShownOpen(block) ? Way.LIVE : Way.HELD;
    }

    private void add(Block block) {
        if (way == Way.HELD || blocks.isHolding()) {
            held.add(block);
        } else {
            blocks.addDelivered(block);
        }
    }

    /** A frame that changes nothing goes out as it came, without a copy, where it may go out at once. */
    private void write(SseFrame raw, MessageFrame frame, Block block) {
        Bytes to = blocks.isHolding() ? held.frames() : start();
        writer.copy(raw, frame, block.index(), to);
        flush(to);
    }

    Optional<Cause> delta(SseFrame raw, MessageFrame frame, Block block) {
        return switch (way) {
            case LIVE, HELD -> {
                write(raw, frame, block);
                release();
                yield Optional.empty();
            }
            case REJOINING -> rejoined(open.more(block));
            case SUPPRESSED -> Optional.empty();
        };
    }

    /** Whole frames of a block that stands in the message as it stands in the attempt: they go out as they lie there. */
    void deltas(byte[] bytes, int from, int to) {
        if (blocks.isHolding()) {
            held.frames().add(bytes, from, to);
            release();
        } else {
            sink.deliver(bytes, from, to - from);
        }
    }

    /** Once it is known what of the attempt goes into the open block the one at hand does, or does not. */
    private Optional<Cause> rejoined(Optional<Cause> failed) {
        if (failed.isEmpty() && !open.isUnsettled()) {
            boolean aside = way == Way.SUPPRESSED; // thinking behind it may be what comes now
            way = open.isClosed() || aside ? Way.SUPPRESSED : Way.LIVE;
        }
        return failed;
    }

    Optional<Cause> blockFinished(SseFrame raw, MessageFrame frame, Block block) {
        Way before = way;
        if (before == Way.LIVE || before == Way.HELD) {
            finish(raw, frame, block);
        } else if (before == Way.REJOINING) {
            return rejoined(open.more(block));
        }
        way = Way.LIVE;
        return Optional.empty();
    }

    /** A model that is asked whether there is more may open a text and write nothing: no such block is ever sent back. */
    private void finish(SseFrame raw, MessageFrame frame, Block block) {
        boolean nothing = mode == Mode.AFTER && block.kind() == BlockKind.TEXT && block.isBlank();
        if (nothing && held.isOnly(block)) {
            held.clear();
            return;
        }
        if (visibility.waitsForTheEnd(block)) {
            held.stayUntilTheEnd();
        }
        write(raw, frame, block);
        release();
    }

    /** Where the attempt says why the message ends nothing that is held will be cut any more. */
    Optional<Cause> messageDelta(
            SseFrame raw, MessageFrame frame, Usage usage, Optional<String> reason, Optional<String> mark) {
        if (open.isUnsettled()) {
            Optional<Cause> failed = reason.flatMap(r -> rejoined(open.end(r, mark.isPresent())));
            if (failed.isPresent() || reason.isEmpty()) {
                return failed;
            }
        }
        if (reason.isPresent()) {
            releaseAll();
        }
        write(raw, frame, usage, mark.map(m -> reasonAtMark()));
        return Optional.empty();
    }

    /** Why a message ends that ends at our mark: a call that is out waits for its result. */
    String reasonAtMark() {
        boolean calls = blocks.delivered().stream().anyMatch(b -> b.kind() == BlockKind.CALL);
        return calls ? "tool_use" : "end_turn";
    }

    private void write(SseFrame raw, MessageFrame frame, Usage usage, Optional<String> otherReason) {
        if (mode == Mode.AFTER && (usage.isPart() || otherReason.isPresent())) {
            sink.deliver(FrameWriter.messageDelta(frame, usage, otherReason));
        } else {
            pass(raw, frame);
        }
    }

    void messageStopped(SseFrame raw, MessageFrame frame) {
        pass(raw, frame);
    }

    private void release() {
        if (blocks.isHolding() && visibility.mayGo(held)) {
            releaseAll();
        }
    }

    /** Whether what is held could go now, live from here on, because nothing but the end of its last block is missing. */
    boolean mayLetGo() {
        return way == Way.HELD
                && held.isSettled()
                && held.last().filter(Outgoing::mayGrowInSight).isPresent();
    }

    private static boolean mayGrowInSight(Block block) {
        return !block.isFinished()
                && switch (block.kind()) {
                    case TEXT, THINKING, CALL -> true;
                    case SERVER_CALL, SERVER_RESULT, COMPACTION, REDACTED, FALLBACK, UNKNOWN -> false;
                };
    }

    /** Lets it go: the consumer would not wait for the end. */
    void letGo() {
        releaseAll();
        way = Way.LIVE;
    }

    private void releaseAll() {
        if (blocks.isHolding()) {
            sink.deliver(held.frames());
            blocks.release();
        }
    }

    /** Whether text is held back until it is known where it goes on. */
    boolean isRejoining() {
        return open.isHolding();
    }

    /** What is held back of an open text was held long enough. */
    Optional<Cause> expire() {
        return open.isUnsettled() ? rejoined(open.expire()) : Optional.empty();
    }

    private Bytes start() {
        scratch.clear();
        return scratch;
    }

    private void flush(Bytes written) {
        if (written == scratch && !scratch.isEmpty()) {
            sink.deliver(scratch);
        }
    }

    /** The frames so far were the consumer's before, also those of them that are held here. */
    void recalled() {
        held.wasSeen();
    }

    /** What is held of a broken attempt is forgotten, what is half out is closed or announced to begin anew. */
    void dropUnfinished() {
        held.seen().reversed().forEach(block -> sink.deliver(FrameWriter.restart(block)));
        held.clear();
        open.forget();
        way = Way.LIVE;
        closing.dropOpen();
    }

    /** Ends the message here: all of it is whole, but for a text behind a call. */
    void closeLocally(String stopReason, Optional<String> sequence, long outputTokens, String rule) {
        dropUnfinished();
        closing.message(stopReason, sequence, outputTokens, rule);
    }

    /** Sends the event that the attempt did not get to send: the stop reason is out already. */
    void stopLocally(String rule) {
        closing.afterStopReason(rule);
    }

    void ping() {
        asides.deliver(FrameWriter.ping());
    }

    boolean hasStarted() {
        return started;
    }

    boolean isHolding() {
        return blocks.isHolding() || way == Way.SUPPRESSED || open.isUnsettled();
    }

    /** The blocks of the message so far. */
    Blocks blocks() {
        return blocks;
    }
}
