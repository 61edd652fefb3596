package dev.perennial.stream.seam;

/** What the beginning of a continuation has in common with the text. */
final class Overlap {

    private static final int WINDOW = 16_384;
    private static final int LEAST_SIZE = 32;

    private final String written;
    private final String tail;

    Overlap(String written) {
        this.written = written;
        this.tail = written.substring(Math.max(0, written.length() - WINDOW));
    }

    /** Whether {@code head} is said in the text, and could go on to its very end. */
    boolean mayGrow(String head) {
        int at = tail.indexOf(head);
        return at >= 0 && at + head.length() < tail.length() && tail.length() - at >= LEAST_SIZE / 3;
    }

    /** Whether {@code head} begins with so much of the end of the text that it is hardly there by chance. */
    boolean isLikely(String head) {
        int length = longest(head);
        String end = tail.substring(tail.length() - length);
        return Script.size(end) >= LEAST_SIZE && !Repetition.isPeriodic(end) && Repetition.occursOnce(end, written);
    }

    /** The longest end of the text that {@code head} begins with. */
    private int longest(String head) {
        for (int length = Math.min(head.length(), tail.length()); length > 0; length--) {
            if (tail.regionMatches(tail.length() - length, head, 0, length)) {
                return length;
            }
        }
        return 0;
    }
}
