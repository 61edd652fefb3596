package dev.perennial.stream.seam;

import java.util.Optional;

/**
 * An end of a text that is kept from the model, so that it has to be the first thing that a continuation says: a
 * continuation that says it has shown its place, whatever else it says before.
 */
final class KnownText {

    private static final int LEAST_SIZE = 12;
    private static final int LEAST_LETTERS = 8;
    private static final int MOST = 240;
    private static final int LONG_FOR_ONE_WORD = 40;

    private KnownText() {}

    /** Where the text to be kept back begins; empty if its end is nowhere unlike the rest of it. */
    static Optional<Integer> start(String written) {
        String end = written.stripTrailing();
        for (int from = end.length() - 1; from > Math.max(0, end.length() - MOST); from--) {
            if (mayBegin(end, from) && tellsPlace(end.substring(from), written)) {
                return Optional.of(from).filter(at -> !written.substring(0, at).isBlank());
            }
        }
        return Optional.empty();
    }

    private static boolean mayBegin(String end, int from) {
        boolean inLongWord = end.length() - from >= LONG_FOR_ONE_WORD;
        return inLongWord ? Script.isBorder(end, from) : Script.isStart(end, from);
    }

    private static boolean tellsPlace(String known, String written) {
        return Script.size(known) >= LEAST_SIZE
                && Script.letters(known) >= LEAST_LETTERS
                && Repetition.occursOnce(known, written)
                && !Repetition.isPeriodic(known);
    }
}
