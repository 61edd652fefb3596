package dev.perennial.stream.recovery;

import dev.perennial.stream.internal.JsonText;

/**
 * What counts as white space where the API refuses text that has nothing else, or a prefill that ends with it.
 *
 * <p>No document says what the API takes for that, so it is all that Unicode does, no-break spaces included: a text that is
 * held or left out for too wide a notion costs nothing, one that is sent for too narrow a notion is refused.
 */
final class WhiteSpace {

    private static final int NEXT_LINE = 0x85;

    private WhiteSpace() {}

    private static boolean isWhite(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == NEXT_LINE;
    }

    /** Whether the JSON string content is nothing else, plain or escaped. */
    static boolean isAllOf(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\' || json[i] < 0) {
                return JsonText.decode(json, i, to).chars().allMatch(WhiteSpace::isWhite);
            }
            if (!isWhite(json[i])) {
                return false;
            }
        }
        return true;
    }

    static String strippedFromEndOf(String text) {
        int end = text.length();
        while (end > 0 && isWhite(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}
