package dev.perennial.stream.seam;

/** How a text repeats itself. */
final class Repetition {

    private Repetition() {}

    static boolean occursOnce(String part, String whole) {
        int first = whole.indexOf(part);
        return first >= 0 && whole.indexOf(part, first + 1) < 0;
    }

    /** Whether the text is at least two of the same, one after the other, as far as it goes. */
    static boolean isPeriodic(String text) {
        return !text.isEmpty() && 2 * smallestPeriod(text) <= text.length();
    }

    /** The length of the shortest piece of which the text is a repetition, the last time possibly cut. */
    static int smallestPeriod(String text) {
        int[] border = new int[text.length() + 1];
        border[0] = -1;
        int matched = -1;
        for (int i = 0; i < text.length(); i++) {
            while (matched >= 0 && text.charAt(matched) != text.charAt(i)) {
                matched = border[matched];
            }
            border[i + 1] = ++matched;
        }
        return text.length() - border[text.length()];
    }
}
