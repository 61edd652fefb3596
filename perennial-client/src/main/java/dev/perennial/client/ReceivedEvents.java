package dev.perennial.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Folds events that were kept, or what a journal made of them, to what was received. Not thread-safe. */
final class ReceivedEvents {

    private final MessageFold fold = new MessageFold();

    private ReceivedEvents() {}

    static MessageSnapshot fold(Iterable<? extends MessageEvent> events) {
        ReceivedEvents received = new ReceivedEvents();
        events.forEach(received::take);
        return received.fold.snapshot();
    }

    private void take(MessageEvent event) {
        switch (event) {
            case MessageEvent.MessageStarted e -> fold.start(e.message());
            case MessageEvent.BlockStarted e -> begin(e.index(), e.block());
            case MessageEvent.TextDelta e -> open(e.index()).add(DeltaText.TEXT, e.text());
            case MessageEvent.ThinkingDelta e -> open(e.index()).add(DeltaText.THINKING, e.text());
            case MessageEvent.InputJsonDelta e -> open(e.index()).add(DeltaText.INPUT, e.partialJson());
            case MessageEvent.SignatureDelta e -> open(e.index()).set("signature", TextNode.valueOf(e.signature()));
            case MessageEvent.CitationsDelta e -> open(e.index()).addCitation(e.citation());
            case MessageEvent.CompactionDelta e -> open(e.index()).compact(e.delta());
            case MessageEvent.UnknownDelta e -> open(e.index()).skipUnknownDelta();
            case MessageEvent.BlockFinished e -> finish(e);
            case MessageEvent.MessageDelta e -> end(e);
            case MessageEvent.BlockRestarted e -> fold.forget(e.index());
            case MessageEvent.MessageFinished e -> {}
            case MessageEvent.Ping e -> {}
            case MessageEvent.UnknownEvent e -> {}
            case MessageEvent.Resumed e -> {}
            case MessageEvent.ClosedHere e -> {}
        }
    }

    private BlockFold begin(int index, ObjectNode block) {
        fold.forget(index);
        fold.startBlock(index, block);
        return open(index);
    }

    private BlockFold open(int index) {
        return fold.openBlock(index)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the events have a delta for block " + index + ", which has not begun or is finished"));
    }

    /** The deltas of a block that has ended say nothing that is not in it: they need not have been kept, or not all of them. */
    private void finish(MessageEvent.BlockFinished event) {
        BlockFold block = fold.openBlock(event.index())
                .filter(open -> open.view().json().equals(event.block()))
                .orElseGet(() -> begin(event.index(), event.block()));
        if (event.hasUnknownDeltas()) {
            block.skipUnknownDelta();
        }
        fold.finish(block);
    }

    private void end(MessageEvent.MessageDelta event) {
        if (event.data() instanceof ObjectNode data) {
            fold.change(data);
        }
    }
}
