package dev.perennial.simulator.internal.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A {@code thinking} block: its text in deltas where it is shown, then the whole signature in one.
 *
 * @param signer signs what is left of the text, unless the brain brought a signature of its own
 * @param shown whether the text is shown; if not, the block keeps its signature only
 */
record ThinkingBlock(ObjectNode source, String text, Tokenizer tokenizer, Signatures signer, boolean shown)
        implements Block {

    /** Summaries come in larger pieces than text. */
    private static final int SUMMARY_PIECE = 8;

    static ThinkingBlock of(ObjectNode source, Tokenizer tokenizer, Signatures signer, boolean shown) {
        return new ThinkingBlock(source, source.path("thinking").asText(), tokenizer, signer, shown);
    }

    @Override
    public ObjectNode start() {
        return source.deepCopy().put("thinking", "").put("signature", "");
    }

    @Override
    public Iterator<Delta> deltas(int tokensPerDelta) {
        Iterator<Delta> pieces = shown
                ? Pieces.of(text, tokenizer, tokensPerDelta * SUMMARY_PIECE, "thinking_delta", "thinking")
                : Collections.emptyIterator();
        Delta end = Delta.of("signature_delta", "signature", signature(), shown ? 0 : tokens());
        return new Chain<>(List.of(pieces, List.of(end).iterator()).iterator());
    }

    private String signature() {
        String own = source.path("signature").asText("");
        return own.isEmpty() ? signer.sign(text, shown) : own;
    }

    @Override
    public ObjectNode whole() {
        return source.deepCopy().put("thinking", shown ? text : "").put("signature", signature());
    }

    @Override
    public Work work() {
        return Work.THINKING;
    }

    @Override
    public int tokens() {
        return tokenizer.count(text);
    }

    @Override
    public Optional<Block> cut(int tokens) {
        String left = text.substring(0, tokenizer.skip(text, 0, tokens));
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new ThinkingBlock(source, left, tokenizer, signer, shown));
    }
}
