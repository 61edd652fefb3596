package dev.perennial.simulator.internal.facts;

import dev.perennial.simulator.internal.Hash;
import java.util.function.IntPredicate;

/**
 * Splits text into tokens, always the same way: short pieces of words, with the space before them, of digits, of
 * punctuation and of white space.
 *
 * <p>On English prose it comes to the API's averages of about 3.4 characters per token for the older models and 2.5 for
 * the newer ones, but the pieces of a word depend on its letters, so that nobody can foretell a count by dividing.
 */
public enum Tokenizer {
    /** Of models up to 4.6: about 3.4 characters of English per token. */
    OLD(3, "3456"),
    /** Of models from 4.7: about 2.5 characters of English per token. */
    NEW(2, "2222334");

    private static final int LONGEST_RUN = 8;

    private final int digits;
    private final String pieces;

    /** At most {@code digits} digits in a token, and as many letters as one digit of {@code pieces} says. */
    Tokenizer(int digits, String pieces) {
        this.digits = digits;
        this.pieces = pieces;
    }

    /** The number of tokens in the text. */
    public int count(String text) {
        int tokens = 0;
        for (int at = 0; at < text.length(); at = end(text, at)) {
            tokens++;
        }
        return tokens;
    }

    /** The index after the next {@code tokens} tokens from {@code from}, at most the end of the text. */
    public int skip(String text, int from, int tokens) {
        int at = from;
        for (int i = 0; i < tokens && at < text.length(); i++) {
            at = end(text, at);
        }
        return at;
    }

    private int end(String text, int from) {
        int first = text.codePointAt(from);
        int next = from + Character.charCount(first);
        if (first == ' ' && next < text.length() && Character.isAlphabetic(text.codePointAt(next))) {
            return wordPiece(text, next);
        }
        if (Character.isAlphabetic(first) && !Character.isIdeographic(first)) {
            return wordPiece(text, from);
        }
        if (Character.isDigit(first)) {
            return runOf(text, from, digits, Character::isDigit);
        }
        if (Character.isWhitespace(first)) {
            return runOf(text, from, LONGEST_RUN, c -> c == first);
        }
        return runOf(text, from, LONGEST_RUN / 2, c -> c == first && c < 128);
    }

    private int wordPiece(String text, int from) {
        int first = text.codePointAt(from);
        int second = from + 1 < text.length() ? text.charAt(from + 1) : 0;
        int length = pieces.charAt((int) Long.remainderUnsigned(Hash.mix(first, second), pieces.length())) - '0';
        return runOf(text, from, length, c -> Character.isAlphabetic(c) && !Character.isIdeographic(c));
    }

    /** The end of the run of like characters that begins at {@code from}; holds at least one. */
    private static int runOf(String text, int from, int most, IntPredicate like) {
        int at = from + Character.charCount(text.codePointAt(from));
        for (int n = 1; n < most && at < text.length() && like.test(text.codePointAt(at)); n++) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
