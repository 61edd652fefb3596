package dev.perennial.tools;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time, because the output of a command may be long. */
final class EightBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long DELETES = 0x7F * ONES;
    private static final long BLANKS = ' ' * ONES;

    private EightBytes() {}

    /** The first place from {@code from} on where the byte stands; {@code to} if nowhere before that. */
    static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        int at = from;
        long pattern = (wanted & 0xFF) * ONES;
        while (at + Long.BYTES <= to && !hasZero((long) LONGS.get(bytes, at) ^ pattern)) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /** Whether there are only printable characters of ASCII, tabs and line feeds. */
    static boolean arePlain(byte[] bytes, int length) {
        int at = 0;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            boolean control = ((word - BLANKS) & ~word & HIGH_BITS) != 0;
            if ((word & HIGH_BITS) != 0
                    || hasZero(word ^ DELETES)
                    || (control && !arePlain(bytes, at, at + Long.BYTES))) {
                return false;
            }
        }
        return arePlain(bytes, at, length);
    }

    private static boolean arePlain(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if ((b < ' ' && b != '\n' && b != '\t') || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasZero(long word) {
        return ((word - ONES) & ~word & HIGH_BITS) != 0;
    }
}
