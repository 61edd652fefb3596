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
        return text.length() - borders(text)[text.length()];
    }

    /** For each beginning of the text, by its length, how long the longest shorter one is with which it ends. */
    private static int[] borders(String text) {
        int[] border = new int[text.length() + 1];
        border[0] = -1;
        int matched = -1;
        for (int i = 0; i < text.length(); i++) {
            while (matched >= 0 && text.charAt(matched) != text.charAt(i)) {
                matched = border[matched];
            }
            border[i + 1] = ++matched;
        }
        return border;
    }

    /**
     * Where the shortest end of {@code end} begins that stands in the whole text only once; before {@code first} if none does
     * that begins there or later.
     */
    static int lastUniqueStart(String end, String whole, int first) {
        int unique = first - 1;
        int repeated = end.length();
        while (repeated - unique > 1) {
            int middle = (unique + repeated) >>> 1;
            if (occursOnce(end.substring(middle), whole)) {
                unique = middle;
            } else {
                repeated = middle;
            }
        }
        return unique;
    }

    /** The smallest period of each end of the text, by the length of that end, up to the one that begins at {@code first}. */
    static int[] periodsOfEnds(String text, int first) {
        String reversed = new StringBuilder(text.substring(Math.min(first, text.length())))
                .reverse()
                .toString();
        int[] periods = borders(reversed);
        for (int length = 0; length < periods.length; length++) {
            periods[length] = length - periods[length];
        }
        return periods;
    }
}
