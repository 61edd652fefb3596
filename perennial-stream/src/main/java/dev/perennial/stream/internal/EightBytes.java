package dev.perennial.stream.internal;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Looks at eight bytes at a time, packed into a {@code long}: what one byte is, all eight are at once. */
public final class EightBytes {

    private static final VarHandle VIEW = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private static final long BACKSLASHES = of('\\');
    private static final long LINE_FEEDS = of('\n');
    private static final long CARRIAGE_RETURNS = of('\r');

    private EightBytes() {}

    /** The eight bytes at {@code at}, which all have to lie in the array. */
    static long read(byte[] bytes, int at) {
        return (long) VIEW.get(bytes, at);
    }

    /** One byte, eight times. */
    static long of(int value) {
        return ONES * value;
    }

    /** Marks the bytes that are equal; only the first mark is to be relied on. */
    static long equal(long eight, long pattern) {
        long zeroWhereEqual = eight ^ pattern;
        return (zeroWhereEqual - ONES) & ~zeroWhereEqual & HIGHS;
    }

    /** Marks the bytes from 0 to 127 that are smaller; only the first mark is to be relied on. */
    static long smaller(long eight, long pattern) {
        return (eight - pattern) & ~eight & HIGHS;
    }

    /** The place of the first mark, 0 to 7. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** Whether all bytes are ASCII and none is a backslash: string content of JSON that stands for itself. */
    public static boolean isPlainAscii(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long eight = read(bytes, i);
            if (((eight & HIGHS) | equal(eight, BACKSLASHES)) != 0) {
                return false;
            }
        }
        while (i < to && bytes[i] >= 0 && bytes[i] != '\\') {
            i++;
        }
        return i == to;
    }

    /** The first line feed or carriage return from {@code from}; {@code end} if there is none. */
    public static int lineEnd(byte[] bytes, int from, int end) {
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long eight = read(bytes, i);
            long marks = equal(eight, LINE_FEEDS) | equal(eight, CARRIAGE_RETURNS);
            if (marks != 0) {
                return i + first(marks);
            }
        }
        while (i < end && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }
}
