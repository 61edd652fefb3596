package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import dev.perennial.client.MessageEvent.InputJsonDelta;
import dev.perennial.client.MessageEvent.TextDelta;
import dev.perennial.client.MessageEvent.ThinkingDelta;
import dev.perennial.stream.DeltaReader;
import dev.perennial.stream.SseFrame;
import org.jspecify.annotations.Nullable;

/** The short way of deltas that are like the one before: into their block without JSON. Not thread-safe. */
final class ShortDeltas {

    private final DeltaReader reader = new DeltaReader();
    private @Nullable BlockFold block;
    private DeltaText kind = DeltaText.TEXT;

    /** Those that follow are expected to be like this one. */
    void learn(SseFrame frame, BlockFold into, DeltaText like) {
        reader.learn(frame, like.field());
        block = into;
        kind = like;
    }

    /** The block takes no more. */
    void forget() {
        reader.forget();
        block = null;
    }

    /** Whether the frame was one of them; it is folded then, and the block told here. */
    boolean take(SseFrame frame) {
        if (block == null || !reader.read(frame)) {
            return false;
        }
        if (kind != DeltaText.INPUT && reader.isAscii()) {
            block.text(kind).appendAscii(reader.bytes(), reader.textStart(), reader.textEnd());
        } else {
            block.add(kind, reader.text());
        }
        return true;
    }

    /** The text of the delta that was taken last, while its frame is there; empty if it is of another kind. */
    String text(DeltaText wanted) {
        return kind == wanted ? reader.text() : "";
    }

    /** The delta that was taken last, while its frame is there. */
    MessageEvent event() {
        return event(kind, requireNonNull(block).index(), reader.text());
    }

    static MessageEvent event(DeltaText kind, int index, String text) {
        return switch (kind) {
            case TEXT -> new TextDelta(index, text);
            case THINKING -> new ThinkingDelta(index, text);
            case INPUT -> new InputJsonDelta(index, text);
        };
    }
}
