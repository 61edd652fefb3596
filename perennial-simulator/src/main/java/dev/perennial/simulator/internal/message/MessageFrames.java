package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.StreamStep;
import dev.perennial.simulator.internal.Json;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The events of a message's stream in order, made one by one: a long answer costs no more memory than its text.
 */
public final class MessageFrames implements Iterator<MessageFrames.Timed> {

    /**
     * An event and the work that goes before it.
     *
     * @param frame the event
     * @param tokens how many tokens the model writes for it
     * @param work what it does before
     */
    public record Timed(StreamStep.Frame frame, int tokens, Work work) {}

    /** What keeps a silent connection alive. */
    public static final StreamStep.Frame PING = new StreamStep.Frame("ping", "{\"type\":\"ping\"}");

    private final MessageJson json;
    private final List<Block> blocks;
    private final int tokensPerDelta;
    private Iterator<Timed> current;
    private int nextBlock;
    private boolean ended;

    /** The stream of a message with deltas of this many tokens. */
    public MessageFrames(Completion completion, int tokensPerDelta) {
        this.json = new MessageJson(completion);
        this.blocks = completion.blocks();
        this.tokensPerDelta = tokensPerDelta;
        this.current = opening();
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && !ended) {
            current = nextPart();
        }
        return current.hasNext();
    }

    @Override
    public Timed next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    private Iterator<Timed> nextPart() {
        if (nextBlock < blocks.size()) {
            return block(nextBlock++);
        }
        ended = true;
        return closing();
    }

    private Iterator<Timed> opening() {
        ObjectNode start = event("message_start");
        start.set("message", json.start());
        return List.of(frame(start, 0, Work.NONE), new Timed(PING, 0, Work.NONE))
                .iterator();
    }

    private Iterator<Timed> block(int index) {
        Block block = blocks.get(index);
        ObjectNode start = event("content_block_start").put("index", index);
        start.set("content_block", block.start());
        Timed head =
                block instanceof WholeBlock ? frame(start, block.tokens(), block.work()) : frame(start, 0, Work.NONE);
        return new Chain<>(List.of(List.of(head).iterator(), deltas(block, index), tail(block, index))
                .iterator());
    }

    /** After a server tool has run, the usage so far is told. */
    private Iterator<Timed> tail(Block block, int index) {
        Timed stop = frame(event("content_block_stop").put("index", index), 0, Work.NONE);
        boolean tells = block instanceof WholeBlock whole && whole.isResult();
        return tells
                ? List.of(stop, frame(json.interimDelta(index + 1), 0, Work.NONE))
                        .iterator()
                : List.of(stop).iterator();
    }

    private Iterator<Timed> deltas(Block block, int index) {
        Iterator<Delta> deltas = block.deltas(tokensPerDelta);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return deltas.hasNext();
            }

            @Override
            public Timed next() {
                Delta delta = deltas.next();
                ObjectNode event = event("content_block_delta").put("index", index);
                event.set("delta", delta.json());
                return frame(event, delta.tokens(), block.work());
            }
        };
    }

    private Iterator<Timed> closing() {
        return List.of(frame(json.delta(), 0, Work.NONE), frame(event("message_stop"), 0, Work.NONE))
                .iterator();
    }

    private static ObjectNode event(String type) {
        return Json.object().put("type", type);
    }

    private static Timed frame(ObjectNode event, int tokens, Work work) {
        return new Timed(new StreamStep.Frame(Json.type(event), Json.write(event)), tokens, work);
    }
}
