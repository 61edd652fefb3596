package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Bytes that grow. Not thread-safe. */
final class Bytes {

    private static final byte[] NOTHING = {};
    private static final int LEAST = 64;

    private byte[] array = NOTHING;
    private int length;

    void add(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, array, length, to - from);
        length += to - from;
    }

    void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    void add(String text) {
        add(text.getBytes(UTF_8));
    }

    /** The decimal digits of a number that is not negative. */
    void addNumber(int number) {
        if (number >= 10) {
            addNumber(number / 10);
        }
        reserve(1);
        array[length++] = (byte) ('0' + number % 10);
    }

    private void reserve(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(Math.max(LEAST, 2 * array.length), length + more));
        }
    }

    void clear() {
        length = 0;
    }

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    /** What holds the bytes, from 0 to {@link #length}; changes when more are added. */
    byte[] array() {
        return array;
    }

    byte[] copy() {
        return Arrays.copyOf(array, length);
    }
}
