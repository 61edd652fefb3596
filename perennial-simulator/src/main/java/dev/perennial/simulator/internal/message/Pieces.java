package dev.perennial.simulator.internal.message;

import dev.perennial.simulator.internal.facts.Tokenizer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts a text into deltas of some tokens each, one at a time. */
final class Pieces implements Iterator<Delta> {

    private final String text;
    private final Tokenizer tokenizer;
    private final int tokensPerDelta;
    private final String type;
    private final String field;
    private int at;

    private Pieces(String text, Tokenizer tokenizer, int tokensPerDelta, String type, String field) {
        this.text = text;
        this.tokenizer = tokenizer;
        this.tokensPerDelta = tokensPerDelta;
        this.type = type;
        this.field = field;
    }

    /** Deltas of this type that have the text in this field. */
    static Iterator<Delta> of(String text, Tokenizer tokenizer, int tokensPerDelta, String type, String field) {
        return new Pieces(text, tokenizer, tokensPerDelta, type, field);
    }

    @Override
    public boolean hasNext() {
        return at < text.length();
    }

    @Override
    public Delta next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int from = at;
        int tokens = 0;
        while (tokens < tokensPerDelta && at < text.length()) {
            at = tokenizer.skip(text, at, 1);
            tokens++;
        }
        return Delta.of(type, field, text.substring(from, at), tokens);
    }
}
