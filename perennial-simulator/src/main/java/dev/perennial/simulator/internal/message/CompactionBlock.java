package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A {@code compaction} block of threshold compaction: the whole summary in exactly one delta, or no block. */
record CompactionBlock(ObjectNode source, Tokenizer tokenizer) implements Block {

    /** Blocks of on-demand compaction come whole and are known by these fields. */
    static boolean comesWhole(JsonNode source) {
        return source.has("signature") || source.has("tool_changes");
    }

    @Override
    public ObjectNode start() {
        ObjectNode start = source.deepCopy().putNull("content");
        start.remove("encrypted_content");
        return start;
    }

    @Override
    public Iterator<Delta> deltas(int tokensPerDelta) {
        ObjectNode delta = Json.object().put("type", "compaction_delta");
        delta.set("content", whole().path("content"));
        delta.set("encrypted_content", whole().path("encrypted_content"));
        return List.of(new Delta(delta, tokens())).iterator();
    }

    private static ObjectNode nullForMissing(ObjectNode block) {
        for (String field : List.of("content", "encrypted_content")) {
            if (block.path(field).isMissingNode()) {
                block.putNull(field);
            }
        }
        return block;
    }

    @Override
    public ObjectNode whole() {
        return nullForMissing(source.deepCopy());
    }

    @Override
    public int tokens() {
        return tokenizer.count(source.path("content").asText(""));
    }

    @Override
    public Optional<Block> cut(int tokens) {
        return Optional.empty();
    }
}
