package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonText;

/**
 * How long a text is, measured in letters of English prose: what estimates of tokens are made of.
 *
 * <p>A rough measure: a character of another alphabet takes about as many tokens as two of them, a Chinese, Japanese or Korean
 * one, or a picture, as three. No document tells more.
 */
final class Letters {

    private static final int FIRST_OF_OTHER_ALPHABETS = 0x250;
    private static final int FIRST_OF_DENSE_SCRIPTS = 0x2E80;

    private Letters() {}

    /** The length of the content of a JSON string, from there on. */
    static long in(Bytes json, int from) {
        return JsonText.decode(json.array(), from, json.length())
                .codePoints()
                .mapToLong(Letters::weight)
                .sum();
    }

    private static int weight(int codePoint) {
        if (codePoint < FIRST_OF_OTHER_ALPHABETS) {
            return 1;
        }
        return codePoint < FIRST_OF_DENSE_SCRIPTS ? 2 : 3;
    }
}
