package dev.perennial.stream.seam;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * An end of a text that is kept from the model, so that it has to be the first thing that a continuation says: a
 * continuation that says it has shown its place, whatever else it says before.
 *
 * <p>It stands nowhere else in the text, so where the text ends with a long repetition it reaches back to before that began.
 */
final class KnownText {

    private static final int LEAST_SIZE = 12;
    private static final int LEAST_LETTERS = 8;
    private static final int LEAST_LETTERS_OF_A_BEGINNING = 3;
    private static final int MOST = 4_096;
    private static final int LONG_FOR_ONE_WORD = 40;

    private final String end;
    private final int first;
    private final int uniqueFrom;
    private final int[] periods;

    private KnownText(String written) {
        this.end = written.stripTrailing();
        this.first = Math.max(1, end.length() - MOST);
        this.uniqueFrom = Repetition.lastUniqueStart(end, written, first);
        this.periods = Repetition.periodsOfEnds(end, first);
    }

    /** Where the text to be kept back begins; empty if its end is nowhere unlike the rest of it. */
    static Optional<Integer> start(String written) {
        KnownText text = new KnownText(written);
        return text.last(at -> text.isFirm(at) && !text.isPeriodic(at))
                .or(() -> text.last(text::isFirm))
                .or(() -> text.last(at -> text.isOfABeginning(at) && Script.isStart(text.end, at)))
                .or(() -> text.last(text::isOfABeginning))
                .filter(at -> !written.substring(0, at).isBlank());
    }

    /** Whether so much is not said by chance, wherever it is said. */
    static boolean isFirm(String known) {
        return Script.size(known) >= LEAST_SIZE && Script.letters(known) >= LEAST_LETTERS;
    }

    private Optional<Integer> last(IntPredicate mayBegin) {
        return IntStream.iterate(uniqueFrom, at -> at >= first, at -> at - 1)
                .filter(at -> !Character.isWhitespace(end.charAt(at)))
                .filter(mayBegin)
                .boxed()
                .findFirst();
    }

    private boolean isPeriodic(int from) {
        int length = end.length() - from;
        return 2 * periods[length] <= length;
    }

    private boolean isFirm(int from) {
        boolean inLongWord = end.length() - from >= LONG_FOR_ONE_WORD;
        return (inLongWord ? Script.isBorder(end, from) : Script.isStart(end, from)) && isFirm(end.substring(from));
    }

    /** Of a text that has just begun there is not much to be kept back. */
    private boolean isOfABeginning(int from) {
        boolean begun = end.length() < LONG_FOR_ONE_WORD;
        return begun
                && Script.isBorder(end, from)
                && Script.letters(end.substring(from)) >= LEAST_LETTERS_OF_A_BEGINNING;
    }
}
