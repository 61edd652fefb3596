package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A {@code tool_use}, {@code server_tool_use} or {@code mcp_tool_use} block: its input is streamed as pieces of JSON.
 *
 * @param input the JSON of the input, incomplete if the block was cut
 * @param streaming in which pieces it is streamed
 */
record ToolInputBlock(ObjectNode source, String input, Tokenizer tokenizer, InputStreaming streaming) implements Block {

    /** What naming the tool and opening the call costs. */
    private static final int HEAD_TOKENS = 12;

    private static final String TYPE = "input_json_delta";
    private static final String FIELD = "partial_json";

    static ToolInputBlock of(ObjectNode source, Tokenizer tokenizer, InputStreaming streaming) {
        return new ToolInputBlock(source, Json.write(source.path("input")), tokenizer, streaming);
    }

    @Override
    public ObjectNode start() {
        return withInput(Json.object());
    }

    @Override
    public Iterator<Delta> deltas(int tokensPerDelta) {
        return switch (streaming) {
            case WHOLE -> List.of(Delta.of(TYPE, FIELD, input, tokens())).iterator();
            case BUFFERED -> opened(new BufferedInput(input, tokenizer).deltas(tokensPerDelta));
            case FINE_GRAINED -> opened(Pieces.of(input, tokenizer, tokensPerDelta, TYPE, FIELD));
        };
    }

    private static Iterator<Delta> opened(Iterator<Delta> pieces) {
        Iterator<Delta> opening =
                List.of(Delta.of(TYPE, FIELD, "", HEAD_TOKENS)).iterator();
        return new Chain<>(List.of(opening, pieces).iterator());
    }

    @Override
    public Work work() {
        return streaming == InputStreaming.FINE_GRAINED ? Work.WRITING : Work.TOOL_INPUT;
    }

    /** A cut input can only stand in a message as the pairs that are complete. */
    @Override
    public ObjectNode whole() {
        return withInput(CompletePairs.of(input));
    }

    private ObjectNode withInput(ObjectNode value) {
        ObjectNode block = source.deepCopy();
        block.set("input", value);
        return block;
    }

    @Override
    public int tokens() {
        return HEAD_TOKENS + tokenizer.count(input);
    }

    @Override
    public Optional<Block> cut(int tokens) {
        return tokens < HEAD_TOKENS
                ? Optional.empty()
                : Optional.of(new ToolInputBlock(
                        source,
                        input.substring(0, tokenizer.skip(input, 0, tokens - HEAD_TOKENS)),
                        tokenizer,
                        streaming));
    }
}
