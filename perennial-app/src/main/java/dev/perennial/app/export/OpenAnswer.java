package dev.perennial.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A response that is not over: may be told again from its beginning, and is then forgotten but for what happened beside. */
final class OpenAnswer {

    private static final int BESIDE = -1;

    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private int blocks;

    /**
     * What came of it.
     *
     * @param block its place in the message; {@link #BESIDE} for what is not the model's
     */
    private record Part(int block, TranscriptItem item) {}

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
        parts.add(new Part(BESIDE, item));
    }

    void blockFinished(JsonNode block) {
        beginBlock();
        item(block).ifPresent(item -> parts.add(new Part(blocks, item)));
        blocks++;
    }

    /** What was received of it holds blocks that did not become whole. */
    void brokeOff(ObjectNode partial) {
        JsonNode content = partial.path("content");
        for (int i = blocks; i < content.size(); i++) {
            blockFinished(content.path(i));
        }
        beginBlock();
    }

    /** It is told again from the beginning of a block on. */
    void goBackTo(int block) {
        parts.removeIf(part -> part.block() >= block);
        beginBlock();
        blocks = Math.min(blocks, block);
    }

    /** What there is, in order. */
    List<TranscriptItem> items() {
        return Stream.concat(
                        parts.stream().map(Part::item),
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
