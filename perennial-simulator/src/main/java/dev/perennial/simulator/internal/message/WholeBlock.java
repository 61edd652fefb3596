package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.Json;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;

/**
 * A block that arrives whole in {@code content_block_start}: results of server tools, {@code redacted_thinking},
 * {@code fallback}, and every type that the simulator does not know.
 *
 * @param tokens the output tokens; none for what the model did not write
 */
record WholeBlock(ObjectNode source, int tokens) implements Block {

    @Override
    public ObjectNode start() {
        return source.deepCopy();
    }

    @Override
    public Iterator<Delta> deltas(int tokensPerDelta) {
        return Collections.emptyIterator();
    }

    @Override
    public Work work() {
        boolean redacted = Json.type(source).equals("redacted_thinking");
        return isResult() ? Work.SERVER_TOOL : redacted ? Work.THINKING : Work.WRITING;
    }

    /** Whether this is what one of the API's own tools found. */
    boolean isResult() {
        return Json.type(source).endsWith("_result");
    }

    /** What reading the block costs the model when it goes on. */
    int inputTokens(Tokenizer tokenizer) {
        return isResult() ? tokenizer.count(Json.write(source)) : 0;
    }

    @Override
    public ObjectNode whole() {
        return source.deepCopy();
    }

    @Override
    public Optional<Block> cut(int tokensLeft) {
        return Optional.empty();
    }
}
