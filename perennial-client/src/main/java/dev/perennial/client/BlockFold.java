package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One block of content that grows by deltas; JSON is made of it only when it is asked for. */
final class BlockFold {

    private final int index;
    private final Map<DeltaText, GrowingText> texts = new EnumMap<>(DeltaText.class);
    private final int begunCitations;

    /** Replaced, never changed, so that views of the block stay as they are. */
    private ObjectNode block;

    /** Only ever added to. */
    private JsonNode[] citations;

    private int citationCount;
    private @Nullable PartialJsonParser parser;
    private boolean finished;
    private boolean inputValid = true;
    private boolean hasUnknownDeltas;

    BlockFold(int index, ObjectNode started) {
        this.index = index;
        this.block = started;
        this.citations = citations(started);
        this.citationCount = citations.length;
        this.begunCitations = citations.length;
        begin(DeltaText.TEXT);
        begin(DeltaText.THINKING);
    }

    static BlockFold whole(int index, ObjectNode block) {
        BlockFold fold = new BlockFold(index, block);
        fold.finished = true;
        return fold;
    }

    private static JsonNode[] citations(ObjectNode started) {
        return started.path("citations") instanceof ArrayNode array
                ? array.valueStream().toArray(JsonNode[]::new)
                : new JsonNode[0];
    }

    private void begin(DeltaText kind) {
        String begun = block.path(kind.member()).asText("");
        if (!begun.isEmpty()) {
            text(kind).append(begun);
        }
    }

    int index() {
        return index;
    }

    boolean isFinished() {
        return finished;
    }

    boolean inputValid() {
        return inputValid;
    }

    boolean hasUnknownDeltas() {
        return hasUnknownDeltas;
    }

    void skipUnknownDelta() {
        hasUnknownDeltas = true;
    }

    boolean isText() {
        return block.path("type").asText().equals("text");
    }

    /** What grows; the same object as long as the block does. */
    GrowingText text(DeltaText kind) {
        return texts.computeIfAbsent(kind, k -> new GrowingText());
    }

    void add(DeltaText kind, String more) {
        text(kind).append(more);
        if (kind == DeltaText.INPUT && parser != null) {
            parser.feed(more);
        }
    }

    void set(String field, JsonNode value) {
        ObjectNode changed = Json.emptyObject();
        changed.setAll(block);
        changed.set(field, value);
        block = changed;
    }

    /** Takes over all that a {@code compaction_delta} says. */
    void compact(ObjectNode delta) {
        delta.properties().stream()
                .filter(field -> !field.getKey().equals("type"))
                .forEach(field -> set(field.getKey(), field.getValue()));
    }

    void addCitation(JsonNode citation) {
        if (citationCount == citations.length) {
            citations = Arrays.copyOf(citations, Math.max(4, 2 * citationCount));
        }
        citations[citationCount++] = citation;
    }

    /** The block stays the same from now on. */
    void finish() {
        texts.values().forEach(GrowingText::settle);
        finished = true;
        inputValid = !texts.containsKey(DeltaText.INPUT) || view().isInputValid();
    }

    /** The block as far as it came; what is added later does not show in it. */
    BlockView view() {
        return new BlockView(
                index,
                block,
                textView(DeltaText.TEXT),
                textView(DeltaText.THINKING),
                textView(DeltaText.INPUT),
                citations,
                citationCount == begunCitations ? 0 : citationCount,
                finished,
                hasUnknownDeltas);
    }

    private GrowingText.View textView(DeltaText kind) {
        GrowingText text = texts.get(kind);
        return text == null ? GrowingText.View.EMPTY : text.view();
    }

    /** The input of a call as far as it is understood; the first time, all of it is read. */
    Optional<PartialJson> input() {
        if (parser == null) {
            parser = new PartialJsonParser();
            parser.feed(textView(DeltaText.INPUT).toString());
        }
        return parser.soFar();
    }
}
