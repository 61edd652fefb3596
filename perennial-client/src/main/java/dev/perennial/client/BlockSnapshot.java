package dev.perennial.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A block of content as far as it had come when it was looked at. Immutable but for what {@link #raw()} gives. */
public final class BlockSnapshot {

    private final BlockView view;

    BlockSnapshot(BlockView view) {
        this.view = view;
    }

    /** Its number in the stream's events. */
    public int index() {
        return view.index();
    }

    /** Its type in the API's words: {@code text}, {@code thinking}, {@code tool_use} and others. */
    public String type() {
        return view.type();
    }

    /** Whether it had ended. */
    public boolean isFinished() {
        return view.isFinished();
    }

    /** The text of a text block, the thinking of a thinking block; empty for others. */
    public String text() {
        return growing().toString();
    }

    /** How many UTF-16 characters {@link #text()} has; costs nothing. */
    public int textLength() {
        return growing().characters();
    }

    /** The input of a tool's call as far as it is understood; reads all of it. */
    public Optional<PartialJson> input() {
        PartialJsonParser parser = new PartialJsonParser();
        parser.feed(view.input().toString());
        return parser.soFar();
    }

    /** The block as raw JSON, a new object. */
    public ObjectNode raw() {
        return view.json();
    }

    private GrowingText.View growing() {
        return view.thinking().length() > 0 ? view.thinking() : view.text();
    }
}
