package dev.perennial.simulator.text;

import dev.perennial.simulator.internal.Hash;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Kinds of pseudo-text; all but prose are chosen because they are hard to join again where they were cut. */
public enum TextKind {
    /** Sentences and paragraphs, now and then with characters beyond ASCII. */
    PROSE,
    /** Fenced, indented code in which many lines are alike. */
    CODE,
    /** Markdown tables. */
    TABLE,
    /** Nested Markdown lists. */
    LIST,
    /** Chinese and Japanese without spaces. */
    CJK,
    /** Emoji with joiners, flags, skin tones, and letters with combining marks. */
    EMOJI,
    /** Verses whose lines and words really repeat. */
    REFRAIN,
    /** Numbers, many of them periodic. */
    NUMBERS,
    /** One JSON object to a line. */
    JSON,
    /** Each page another of these. */
    MIXED;

    private static final int KINDS_BEFORE_MIXED = 9;

    /** The name in kebab case, as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of this name in kebab case, if there is one. */
    public static Optional<TextKind> named(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    /** A page of {@link Page#LENGTH} UTF-16 units. */
    String page(long seed) {
        Random random = new Random(Hash.mix(seed, 7));
        return switch (this) {
            case PROSE -> Page.text(seed);
            case MIXED -> values()[random.nextInt(KINDS_BEFORE_MIXED)].page(seed);
            case CODE, TABLE, LIST, CJK, EMOJI, REFRAIN, NUMBERS, JSON -> new HardPage(this, random).text();
        };
    }
}
