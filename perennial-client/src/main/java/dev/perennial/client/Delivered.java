package dev.perennial.client;

/** Bytes that are due to the reader, first in, first out. Guarded by the lock of its message. */
final class Delivered {

    private static final byte[] NONE = {};
    private static final int SMALLEST = 512;
    /** What a reader that falls behind once needs is not kept for the rest of a long stream. */
    private static final int KEPT = 16 << 10;

    private byte[] bytes = NONE;
    private int from;
    private int to;

    boolean isEmpty() {
        return from == to;
    }

    int size() {
        return to - from;
    }

    void add(byte[] source, int offset, int length) {
        if (bytes.length - to < length) {
            makeRoom(length);
        }
        System.arraycopy(source, offset, bytes, to, length);
        to += length;
    }

    /** Moves as much as there is and fits; the number of bytes. */
    int take(byte[] target, int offset, int length) {
        int taken = Math.min(length, size());
        System.arraycopy(bytes, from, target, offset, taken);
        from += taken;
        if (isEmpty()) {
            from = 0;
            to = 0;
            bytes = bytes.length > KEPT ? NONE : bytes;
        }
        return taken;
    }

    private void makeRoom(int length) {
        int needed = Math.addExact(size(), length);
        byte[] target = needed <= bytes.length ? bytes : new byte[grown(needed)];
        System.arraycopy(bytes, from, target, 0, size());
        to = size();
        from = 0;
        bytes = target;
    }

    private int grown(int needed) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(Math.max(SMALLEST, needed), bytes.length * 2L));
    }
}
