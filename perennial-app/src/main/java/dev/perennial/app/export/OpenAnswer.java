package dev.perennial.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A response that is not over: may be told again from its beginning, and is then forgotten but for what happened beside. */
final class OpenAnswer {

    private final List<TranscriptItem> items = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private int blocks;

    void beginBlock() {
        text.setLength(0);
        thinking.setLength(0);
    }

    void text(String piece) {
        text.append(piece);
    }

    void thinking(String piece) {
        thinking.append(piece);
    }

    /** Something that is not the model's happened meanwhile. */
    void beside(TranscriptItem item) {
        items.add(item);
    }

    void blockFinished(JsonNode block) {
        beginBlock();
        blocks++;
        item(block).ifPresent(items::add);
    }

    /** What was received of it holds blocks that did not become whole. */
    void brokeOff(ObjectNode partial) {
        JsonNode content = partial.path("content");
        for (int i = blocks; i < content.size(); i++) {
            blockFinished(content.path(i));
        }
        beginBlock();
    }

    /** It is told again. */
    void askedAnew() {
        items.removeIf(item -> item instanceof TranscriptItem.Answered || item instanceof TranscriptItem.Thought);
        beginBlock();
        blocks = 0;
    }

    /** What there is, in order. */
    List<TranscriptItem> items() {
        return Stream.concat(
                        items.stream(),
                        Stream.of(
                                        new TranscriptItem.Thought(thinking.toString()),
                                        new TranscriptItem.Answered(text.toString()))
                                .filter(OpenAnswer::saysSomething))
                .toList();
    }

    private static Optional<TranscriptItem> item(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "text" ->
                Optional.of(new TranscriptItem.Answered(block.path("text").asText()));
            case "thinking" ->
                Optional.of(new TranscriptItem.Thought(block.path("thinking").asText()));
            default -> Optional.empty();
        };
    }

    static boolean saysSomething(TranscriptItem item) {
        return switch (item) {
            case TranscriptItem.Answered answered -> !answered.text().isBlank();
            case TranscriptItem.Thought thought -> !thought.text().isBlank();
            case TranscriptItem.Said _, TranscriptItem.Called _, TranscriptItem.Noted _, TranscriptItem.Ended _ -> true;
        };
    }
}
