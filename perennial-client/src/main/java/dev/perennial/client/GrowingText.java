package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Text that only grows, in UTF-8, in pieces that are never moved: what is there stays where it is while more is added, so that
 * a {@link View} of it costs nothing.
 *
 * <p>An eighth of the length is left free at most. A surrogate without its other half, which UTF-8 has no form for, is kept in
 * the three bytes that the scheme would give it. Not thread-safe, but a view may be read by any thread that was handed it safely.
 */
final class GrowingText {

    private static final int SMALLEST_PIECE = 64;
    private static final int LARGEST_PIECE = 64 << 10;
    private static final byte[] NOTHING = {};

    private byte[][] pieces = new byte[4][];
    private int count;
    private byte[] last = NOTHING;
    private int inLast;

    private int length;
    private int characters;
    private boolean loneSurrogates;
    /** The first half of a pair whose second one may be in the next piece of text; 0 if there is none. */
    private char half;

    void append(String text) {
        int from = 0;
        if (half != 0 && !text.isEmpty()) {
            from = complete(text.charAt(0)) ? 1 : 0;
        }
        int to = text.length();
        if (to > from && Character.isHighSurrogate(text.charAt(to - 1))) {
            to--;
            half = text.charAt(to);
        }
        if (from < to) {
            encode(from == 0 && to == text.length() ? text : text.substring(from, to));
        }
    }

    /** Adds bytes that are all ASCII. */
    void appendAscii(byte[] bytes, int from, int to) {
        settle();
        write(bytes, from, to);
        characters += to - from;
    }

    /** Whether the half was the first of a pair whose second one this is; whatever it was, it is written. */
    private boolean complete(char next) {
        if (!Character.isLowSurrogate(next)) {
            settle();
            return false;
        }
        byte[] pair = new String(new char[] {half, next}).getBytes(UTF_8);
        half = 0;
        write(pair, 0, pair.length);
        characters += 2;
        return true;
    }

    /** Nothing follows the half that would make it whole. */
    void settle() {
        if (half != 0) {
            writeLone(half);
            half = 0;
        }
    }

    private void encode(String text) {
        int plain = 0;
        for (int i = Surrogates.lone(text, 0); i >= 0; i = Surrogates.lone(text, plain)) {
            writeText(text.substring(plain, i));
            writeLone(text.charAt(i));
            plain = i + 1;
        }
        writeText(plain == 0 ? text : text.substring(plain));
    }

    private void writeText(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        write(bytes, 0, bytes.length);
        characters += text.length();
    }

    private void writeLone(char surrogate) {
        loneSurrogates = true;
        write(Surrogates.threeBytes(surrogate), 0, 3);
        characters++;
    }

    private void write(byte[] bytes, int from, int to) {
        length = Math.addExact(length, to - from);
        for (int at = from; at < to; ) {
            if (inLast == last.length) {
                addPiece(to - at);
            }
            int some = Math.min(to - at, last.length - inLast);
            System.arraycopy(bytes, at, last, inLast, some);
            inLast += some;
            at += some;
        }
    }

    private void addPiece(int needed) {
        int size = Math.max(SMALLEST_PIECE, Math.min(LARGEST_PIECE, Math.max(needed, length / 8)));
        if (count == pieces.length) {
            pieces = Arrays.copyOf(pieces, 2 * count);
        }
        last = new byte[size];
        inLast = 0;
        pieces[count++] = last;
    }

    boolean isEmpty() {
        return length == 0 && half == 0;
    }

    /** How long it is in bytes, a half pair aside. */
    int length() {
        return length;
    }

    /** How many UTF-16 characters it has, a half pair aside. */
    int characters() {
        return characters;
    }

    View view() {
        return new View(pieces, length, characters, loneSurrogates);
    }

    /** A view of what will not grow any more, in an array of just its length. */
    View compact() {
        byte[] all = view().bytes(0, length);
        return new View(new byte[][] {all}, length, characters, loneSurrogates);
    }

    @Override
    public String toString() {
        return half == 0 ? view().toString() : view().toString() + half;
    }

    /**
     * The text as it was when it was looked at.
     *
     * @param pieces what it lies in; more may have been added behind its end
     * @param length its bytes
     * @param characters its UTF-16 characters
     * @param loneSurrogates whether there are surrogates without their other half
     */
    @SuppressWarnings("ArrayRecordComponent") // a view, never compared
    record View(byte[][] pieces, int length, int characters, boolean loneSurrogates) {

        static final View EMPTY = new View(new byte[0][], 0, 0, false);

        @Override
        public String toString() {
            return text(0, length);
        }

        /** The text between two positions, in bytes, where a character begins. */
        String text(int from, int to) {
            byte[] joined = bytes(from, to);
            return loneSurrogates ? Surrogates.decode(joined) : new String(joined, UTF_8);
        }

        private byte[] bytes(int from, int to) {
            byte[] joined = new byte[to - from];
            int pieceStart = 0;
            for (int i = 0; pieceStart < to; i++) {
                int pieceEnd = pieceStart + pieces[i].length;
                int start = Math.max(from, pieceStart);
                int end = Math.min(to, pieceEnd);
                if (start < end) {
                    System.arraycopy(pieces[i], start - pieceStart, joined, start - from, end - start);
                }
                pieceStart = pieceEnd;
            }
            return joined;
        }
    }
}
