package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A {@code text} block; its citations follow the text one by one. */
record TextBlock(ObjectNode source, String text, Tokenizer tokenizer) implements Block {

    static TextBlock of(ObjectNode source, Tokenizer tokenizer) {
        return new TextBlock(source, source.path("text").asText(), tokenizer);
    }

    @Override
    public ObjectNode start() {
        ObjectNode start = source.deepCopy().put("text", "");
        if (!citations().isEmpty()) {
            start.set("citations", Json.array());
        }
        return start;
    }

    @Override
    public Iterator<Delta> deltas(int tokensPerDelta) {
        Iterator<Delta> pieces = Pieces.of(text, tokenizer, tokensPerDelta, "text_delta", "text");
        Iterator<Delta> cited = citations().stream().map(TextBlock::citation).iterator();
        return new Chain<>(List.of(pieces, cited).iterator());
    }

    private List<JsonNode> citations() {
        return Json.elements(source.path("citations"));
    }

    private static Delta citation(JsonNode citation) {
        ObjectNode delta = Json.object().put("type", "citations_delta");
        delta.set("citation", citation);
        return new Delta(delta, 0);
    }

    @Override
    public ObjectNode whole() {
        return source.deepCopy().put("text", text);
    }

    @Override
    public int tokens() {
        return tokenizer.count(text);
    }

    @Override
    public Optional<Block> cut(int tokens) {
        return cutAt(tokenizer.skip(text, 0, tokens));
    }

    /** The block up to a character of its text; empty if that is no text. */
    Optional<Block> cutAt(int end) {
        return end == 0 ? Optional.empty() : Optional.of(new TextBlock(source, text.substring(0, end), tokenizer));
    }
}
