package dev.perennial.stream.recovery;

import dev.perennial.stream.SseFrame;
import dev.perennial.stream.recovery.Delivery.Showing;
import java.util.List;
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
        /** Suppressed while it says what was delivered before. */
        REPEATING
    }

    private final Delivery delivery;
    private final boolean structured;
    private final Sink sink;
    private final FrameWriter writer = new FrameWriter();
    private final Bytes scratch = new Bytes();

    private final Blocks blocks = new Blocks();
    private final Bytes held = new Bytes();

    private boolean started;
    private Mode mode = Mode.AGAIN;
    private boolean onlyThinkingYet = true;
    private boolean hasThinking;
    private Way way = Way.LIVE;
    private String note = "";

    Outgoing(Delivery delivery, boolean structured, Sink sink) {
        this.delivery = delivery;
        this.structured = structured;
        this.sink = sink;
    }

    /** Frames of a new attempt follow; the note goes out before the first of them, if the consumer has some already. */
    void beginAttempt(Mode next, String seam) {
        mode = next;
        onlyThinkingYet = true;
        hasThinking = blocks.hasSignedThinking();
        note = started ? seam : "";
    }

    void aside(SseFrame raw, boolean inOrder) {
        Bytes to = inOrder && blocks.isHolding() ? held : start();
        writer.copy(raw, to);
        flush(to);
    }

    void started(SseFrame raw, MessageFrame frame) {
        if (!started) {
            started = true;
            Bytes to = start();
            writer.copy(raw, frame, frame.index(), to);
            flush(to);
        }
    }

    void blockStarted(SseFrame raw, MessageFrame frame, Block block) {
        way = wayOf(block);
        onlyThinkingYet = onlyThinkingYet && block.kind().isThinking();
        if (way == Way.LIVE || way == Way.HELD) {
            announceSeam();
            block.moveTo(blocks.size());
            add(block);
            write(raw, frame, block);
            release();
        } else if (way == Way.REPEATING) {
            repeat(block);
        }
    }

    private Way wayOf(Block block) {
        boolean textIsOpen = blocks.openText().isPresent();
        boolean repeats = mode == Mode.AFTER || textIsOpen || (onlyThinkingYet && hasThinking);
        if (repeats && block.kind().isThinking()) {
            return Way.SUPPRESSED;
        }
        if (textIsOpen) {
            return Way.REPEATING;
        }
        return goesWhileOpen(block) ? Way.LIVE : Way.HELD;
    }

    private boolean goesWhileOpen(Block block) {
        return switch (block.kind()) {
            case TEXT -> !block.isBlank() && (!structured || delivery.structured() == Showing.LIVE);
            case CALL -> delivery.toolInput() == Showing.LIVE;
            case THINKING -> delivery.thinking() == Showing.LIVE;
            case SERVER_CALL, SERVER_RESULT, COMPACTION -> false;
            case REDACTED, FALLBACK, UNKNOWN -> true;
        };
    }

    private void add(Block block) {
        if (way == Way.HELD || blocks.isHolding()) {
            blocks.addHeld(block);
        } else {
            blocks.addDelivered(block);
        }
    }

    /** A frame that changes nothing goes out as it came, without a copy, where it may go out at once. */
    private void write(SseFrame raw, MessageFrame frame, Block block) {
        Bytes to = blocks.isHolding() ? held : start();
        writer.copy(raw, frame, block.index(), to);
        flush(to);
    }

    void delta(SseFrame raw, MessageFrame frame, Block block) {
        switch (way) {
            case LIVE, HELD -> {
                write(raw, frame, block);
                release();
            }
            case REPEATING -> repeat(block);
            case SUPPRESSED -> {}
        }
    }

    /** Whole frames of a block that stands in the message as it stands in the attempt: they go out as they lie there. */
    void deltas(byte[] bytes, int from, int to) {
        if (blocks.isHolding()) {
            held.add(bytes, from, to);
            release();
        } else {
            sink.deliver(bytes, from, to - from);
        }
    }

    /** Text under a schema begins anew: what goes beyond the text that is out already goes out. */
    private void repeat(Block block) {
        Block old = blocks.last();
        int known = old.text().length();
        if (block.text().length() > known && !contradicts(block)) {
            blocks.replaceLast(block);
            way = Way.LIVE;
            announceSeam();
            sink.deliver(FrameWriter.textDelta(block.index(), block.text(), known));
        }
    }

    /** Whether a restarted answer is no text, says something else than the one that is out, or ends before it. */
    boolean contradicts(Block block) {
        boolean endsEarly = block.isFinished()
                && block.text().length() < blocks.last().text().length();
        return block.kind() != BlockKind.TEXT || endsEarly || !blocks.last().agreesWith(block);
    }

    /** Whether a text is open whose rest has not come: no answer may end there. */
    boolean isTextOpen() {
        return blocks.openText().isPresent();
    }

    boolean isRepeating() {
        return way == Way.REPEATING;
    }

    void blockFinished(SseFrame raw, MessageFrame frame, Block block) {
        switch (way) {
            case LIVE, HELD -> finish(raw, frame, block);
            case REPEATING -> {
                blocks.replaceLast(block);
                finish(raw, frame, block);
            }
            case SUPPRESSED -> {}
        }
        way = Way.LIVE;
    }

    /** A model that is asked whether there is more may open a text and write nothing: no such block is ever sent back. */
    private void finish(SseFrame raw, MessageFrame frame, Block block) {
        boolean nothing = mode == Mode.AFTER && block.kind() == BlockKind.TEXT && block.isBlank();
        if (nothing && blocks.held().equals(List.of(block))) {
            forgetHeld();
            return;
        }
        write(raw, frame, block);
        release();
    }

    /** Where the attempt says why the message ends nothing that is held will be cut any more. */
    void messageDelta(SseFrame raw, MessageFrame frame, Usage usage, boolean last, Optional<String> mark) {
        if (last) {
            releaseAll();
        }
        if (mode == Mode.AFTER && (usage.isPart() || mark.isPresent())) {
            sink.deliver(FrameWriter.messageDelta(frame, usage, mark));
        } else {
            Bytes to = start();
            writer.copy(raw, frame, frame.index(), to);
            flush(to);
        }
    }

    void messageStopped(SseFrame raw, MessageFrame frame) {
        Bytes to = start();
        writer.copy(raw, frame, frame.index(), to);
        flush(to);
    }

    private void release() {
        if (blocks.isHolding() && blocks.held().stream().allMatch(this::mayGo) && !blocks.awaitsResult()) {
            releaseAll();
        }
    }

    /** A finished call whose input is no JSON may be one that was cut: only the stop reason will tell. */
    private boolean mayGo(Block block) {
        boolean whole = block.isFinished() && (block.kind() != BlockKind.CALL || block.hasWholeInput());
        return whole || goesWhileOpen(block);
    }

    private void releaseAll() {
        if (blocks.isHolding()) {
            sink.deliver(held);
            held.clear();
            blocks.release();
        }
    }

    private void announceSeam() {
        if (!note.isEmpty()) {
            sink.deliver(FrameWriter.comment(note));
        }
        note = "";
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

    /** What is held of a broken attempt is forgotten, what is half out is closed or announced to begin anew. */
    void dropUnfinished() {
        forgetHeld();
        way = Way.LIVE;
        blocks.open().filter(b -> !isKeptOpen(b)).ifPresent(this::dropOpen);
    }

    private void forgetHeld() {
        held.clear();
        blocks.forgetHeld();
    }

    /** Text that is out is only ever gone on with. */
    private static boolean isKeptOpen(Block block) {
        return block.kind() == BlockKind.TEXT;
    }

    private void dropOpen(Block block) {
        if (delivery.restarts()) {
            blocks.forgetLast();
            sink.deliver(FrameWriter.comment("restart " + block.index()));
        } else {
            block.finish();
            sink.deliver(FrameWriter.blockStop(block.index()));
        }
    }

    /** Ends the message here: all of it is whole. */
    void closeLocally(String stopReason, long outputTokens, String rule) {
        dropUnfinished();
        blocks.open().ifPresent(b -> {
            b.finish();
            sink.deliver(FrameWriter.blockStop(b.index()));
        });
        sink.deliver(FrameWriter.comment("closed " + rule + ", usage estimated"));
        sink.deliver(FrameWriter.messageDelta(stopReason, outputTokens));
        sink.deliver(FrameWriter.messageStop());
    }

    /** Sends the event that the attempt did not get to send: the stop reason is out already. */
    void stopLocally(String rule) {
        sink.deliver(FrameWriter.comment("closed " + rule));
        sink.deliver(FrameWriter.messageStop());
    }

    void ping() {
        sink.deliver(FrameWriter.ping());
    }

    boolean hasStarted() {
        return started;
    }

    boolean isHolding() {
        return blocks.isHolding() || way == Way.SUPPRESSED || way == Way.REPEATING;
    }

    /** The blocks of the message so far. */
    Blocks blocks() {
        return blocks;
    }
}
