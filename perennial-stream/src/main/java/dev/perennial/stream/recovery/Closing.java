package dev.perennial.stream.recovery;

import java.util.Optional;

/** Ends blocks and messages that no attempt comes to end. Not thread-safe. */
final class Closing {

    private final Blocks blocks;
    private final Sink sink;
    private final boolean restarts;

    /** Ends them for a consumer; {@code restarts} says whether it follows that a block begins anew. */
    Closing(Blocks blocks, Sink sink, boolean restarts) {
        this.blocks = blocks;
        this.sink = sink;
        this.restarts = restarts;
    }

    /** What is half out of a broken attempt is closed, or announced to begin anew. */
    void dropOpen() {
        blocks.open().filter(b -> !isKeptOpen(b)).ifPresent(this::drop);
    }

    /** Text that is out is only ever gone on with, and so is a call that nobody could be told to forget. */
    private boolean isKeptOpen(Block block) {
        return block.kind() == BlockKind.TEXT || (block.kind() == BlockKind.CALL && !restarts);
    }

    private void drop(Block open) {
        if (restarts) {
            blocks.forgetLast();
            sink.deliver(FrameWriter.restart(open));
        } else if (isSigned(open)) {
            stop(open);
        } else {
            cut(open);
        }
    }

    /** A signature is the last that comes of thinking: only the end of the block is missing. */
    private static boolean isSigned(Block block) {
        return block.kind() == BlockKind.THINKING && !block.isUnsigned();
    }

    private void stop(Block open) {
        open.finish();
        sink.deliver(FrameWriter.blockStop(open.index()));
    }

    private void cut(Block open) {
        open.cut();
        sink.deliver(FrameWriter.blockStop(open.index()));
    }

    /** Ends the message: all of it is whole, but for a text behind a call. */
    void message(String stopReason, Optional<String> sequence, long outputTokens, String rule) {
        String cut = stopReason.equals("tool_use") ? cutOpen() : "";
        blocks.open().ifPresent(this::stop);
        sink.deliver(FrameWriter.comment("closed " + rule + ", usage estimated" + cut));
        sink.deliver(FrameWriter.messageDelta(stopReason, sequence, outputTokens));
        sink.deliver(FrameWriter.messageStop());
    }

    private String cutOpen() {
        Optional<Block> open = blocks.open();
        open.ifPresent(this::cut);
        return open.map(b -> ", block " + b.index() + " cut").orElse("");
    }

    /** Sends the event that the attempt did not get to send: the stop reason is out already. */
    void afterStopReason(String rule) {
        sink.deliver(FrameWriter.comment("closed " + rule));
        sink.deliver(FrameWriter.messageStop());
    }
}
