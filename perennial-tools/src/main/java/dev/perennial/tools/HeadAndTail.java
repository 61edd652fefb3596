package dev.perennial.tools;

import java.util.Locale;

/**
 * A text of any length in bounded memory: all of it up to a limit, of more the beginning and the end.
 *
 * <p>The two are cut at line ends where one is near, and never inside a character.
 */
final class HeadAndTail {

    private final int half;
    private final StringBuilder head = new StringBuilder();
    private final char[] tail;
    private long total;
    private long lineEnds;

    HeadAndTail(int limit) {
        this.half = limit / 2;
        this.tail = new char[limit - half];
    }

    void append(String piece) {
        lineEnds += lineEndsIn(piece);
        int toHead = Math.min(half - head.length(), piece.length());
        head.append(piece, 0, toHead);
        total += toHead;
        appendToTail(piece, toHead);
    }

    private void appendToTail(String piece, int from) {
        int rest = piece.length() - from;
        int kept = Math.min(rest, tail.length);
        int start = ringPosition(total + rest - kept);
        int first = Math.min(kept, tail.length - start);
        int source = piece.length() - kept;
        piece.getChars(source, source + first, tail, start);
        piece.getChars(source + first, source + kept, tail, 0);
        total += rest;
    }

    private int ringPosition(long position) {
        return (int) ((position - head.length()) % tail.length);
    }

    boolean isEmpty() {
        return total == 0;
    }

    String text() {
        String end = end();
        if (head.length() + end.length() == total) {
            return head + end;
        }
        String shownHead = head.substring(0, headCut());
        String shownTail = end.substring(tailCut(end));
        long characters = total - shownHead.length() - shownTail.length();
        long lines = lineEnds - lineEndsIn(shownHead) - lineEndsIn(shownTail);
        return shownHead + note(characters, lines) + shownTail;
    }

    private static String note(long characters, long lines) {
        return String.format(
                Locale.ROOT,
                "\n[… %,d characters (%,d lines) are left out here. To see them, redirect the output to a file and "
                        + "read it in parts, or narrow it with head, tail or grep …]\n",
                characters,
                lines);
    }

    private String end() {
        int length = (int) Math.min(total - head.length(), tail.length);
        int start = length < tail.length ? 0 : ringPosition(total);
        return new String(tail, start, length - start) + new String(tail, 0, start);
    }

    private int headCut() {
        int lineEnd = head.lastIndexOf("\n");
        if (lineEnd >= half - half / 4) {
            return lineEnd;
        }
        return Character.isHighSurrogate(head.charAt(head.length() - 1)) ? head.length() - 1 : head.length();
    }

    private static int tailCut(String end) {
        int lineEnd = end.indexOf('\n');
        if (lineEnd >= 0 && lineEnd <= end.length() / 4) {
            return lineEnd + 1;
        }
        return Character.isLowSurrogate(end.charAt(0)) ? 1 : 0;
    }

    private static long lineEndsIn(String text) {
        long count = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            count++;
        }
        return count;
    }
}
