package dev.perennial.stream.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes a text of about a wanted length, choosing by a seeded random source. Not safe for use by several threads. */
final class Pen {

    private final RandomGenerator random;
    private final int length;
    private final StringBuilder text;
    private int[] repeats = new int[8];
    private int repeatCount;
    private final List<Integer> cues = new ArrayList<>();

    Pen(RandomGenerator random, int length) {
        this.random = random;
        this.length = length;
        this.text = new StringBuilder(length + 64);
    }

    /** Whether the wanted length is reached. */
    boolean full() {
        return text.length() >= length;
    }

    Pen add(String more) {
        text.append(more);
        return this;
    }

    Pen add(int number) {
        text.append(number);
        return this;
    }

    /** A number with leading zeros. */
    Pen padded(int number, int digits) {
        int places = 1;
        for (int rest = number / 10; rest > 0; rest /= 10) {
            places++;
        }
        return add("0".repeat(Math.max(0, digits - places))).add(number);
    }

    Pen addOneOf(List<String> choices) {
        return add(pick(choices));
    }

    /** Writes it several times and notes each place at which it begins again. */
    Pen repeat(String what, int times) {
        for (int i = 0; i < times; i++) {
            if (i > 0) {
                noteRepeat();
            }
            add(what);
        }
        return this;
    }

    /** Notes that a cut would be telling here, before what comes next. */
    Pen cue() {
        if (!text.isEmpty()) {
            cues.add(text.length());
        }
        return this;
    }

    private void noteRepeat() {
        if (repeatCount == repeats.length) {
            repeats = Arrays.copyOf(repeats, 2 * repeatCount);
        }
        repeats[repeatCount++] = text.length();
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A number from 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number between two others, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    String text() {
        return text.toString();
    }

    /** The places at which the text is known to say again what it has just said. */
    int[] repeats() {
        return Arrays.copyOf(repeats, repeatCount);
    }

    /** The places before what the text was noted to go on with in a telling way. */
    List<Integer> cues() {
        return List.copyOf(cues);
    }
}
