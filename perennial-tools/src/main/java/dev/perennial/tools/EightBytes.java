package dev.perennial.tools;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes eight at a time, because the output of a command may be long. */
final class EightBytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

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
        while (at + Long.BYTES <= length && (others((long) LONGS.get(bytes, at)) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        return arePlain(bytes, at, length);
    }

    /**
     * The highest bit of a byte is set where that is not plain. What is added makes it tell whether a byte is as large as another one,
     * and carries nothing into the next byte as long as all are below 128; where one is not, something is found anyway.
     */
    private static long others(long word) {
        long fromBlank = word + (0x80 - ' ') * ONES;
        long fromTab = word + (0x80 - '\t') * ONES;
        long afterLineFeed = word + (0x80 - '\n' - 1) * ONES;
        long isDelete = word + ONES;
        return word | isDelete | (~fromBlank & (~fromTab | afterLineFeed));
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
