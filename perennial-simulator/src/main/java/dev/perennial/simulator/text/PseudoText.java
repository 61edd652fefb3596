package dev.perennial.simulator.text;

import static java.util.Objects.requireNonNull;

import dev.perennial.simulator.internal.Hash;

/**
 * An endless text in which every character is a function of the seed and its position, so that any piece of it can be
 * checked without the rest: words, sentences, paragraphs, and now and then characters beyond ASCII.
 *
 * <p>Positions count UTF-16 units, as {@link String#length} does. Immutable and safe for use by several threads.
 */
public final class PseudoText {

    private final long seed;
    private final TextKind kind;

    private PseudoText(long seed, TextKind kind) {
        this.seed = seed;
        this.kind = kind;
    }

    /** The prose of a seed. */
    public static PseudoText of(long seed) {
        return of(seed, TextKind.PROSE);
    }

    /** The text of a seed in one of the kinds. */
    public static PseudoText of(long seed, TextKind kind) {
        return new PseudoText(seed, requireNonNull(kind, "kind"));
    }

    private String page(long number) {
        return kind.page(Hash.mix(seed, number));
    }

    /** The first {@code characters} of the text. */
    public String text(long characters) {
        return slice(0, characters);
    }

    /**
     * The piece from {@code from}, included, to {@code to}, not included.
     *
     * @throws IllegalArgumentException if the positions are not {@code 0 <= from <= to}, or more than 2³¹ apart
     */
    public String slice(long from, long to) {
        if (from < 0 || from > to || to - from > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("No piece from " + from + " to " + to + "; positions go up from 0.");
        }
        StringBuilder text = new StringBuilder((int) (to - from));
        for (long page = from / Page.LENGTH; page * Page.LENGTH < to; page++) {
            long start = page * Page.LENGTH;
            int first = (int) Math.max(0, from - start);
            int last = (int) Math.min(Page.LENGTH, to - start);
            text.append(page(page), first, last);
        }
        return text.toString();
    }

    /** The position after the first {@code words} words, their punctuation included. */
    public long endOfWords(long words) {
        long left = words;
        for (long page = 0; left > 0; page++) {
            String text = page(page);
            for (int i = 0; i < text.length(); i++) {
                if (endsWord(text, i) && --left == 0) {
                    return page * Page.LENGTH + i + 1;
                }
            }
        }
        return 0;
    }

    private static boolean endsWord(String text, int at) {
        return !Character.isWhitespace(text.charAt(at))
                && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
    }
}
