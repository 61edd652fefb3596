package dev.perennial.simulator.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.StreamStep;

/** A fault and where the stream stands when it begins. Used by one thread. */
final class Scene {

    private final Fault fault;
    private int blocks;
    private String openType = "";

    Scene(Fault fault) {
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }

    /** The index of the newest block, 0 if there was none. */
    int index() {
        return Math.max(0, blocks - 1);
    }

    /** How many blocks were started: the index of the next one. */
    int blocks() {
        return blocks;
    }

    /** A delta of the open block with this content; a text delta if none is open. */
    StreamStep.Frame delta(String content) {
        return Events.delta(index(), openType, content);
    }

    boolean isBlockOpen() {
        return !openType.isEmpty();
    }

    void pass(StreamStep step) {
        if (step instanceof StreamStep.Frame frame) {
            switch (frame.event()) {
                case "content_block_start" -> open(Events.json(frame));
                case "content_block_stop" -> openType = "";
                default -> {}
            }
        }
    }

    private void open(JsonNode event) {
        blocks = event.path("index").asInt() + 1;
        openType = event.path("content_block").path("type").asText();
    }
}
