package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that break again and again, within the usual budgets: behind some words, in the middle of the form, after each delta. */
class ManyBreaksTest {

    private static final List<TextKind> KINDS = List.of(TextKind.values());
    private static final int TEXTS = 30;
    private static final int BREAKS = 20;

    /** Of a model that does not use the tags every other answer is dropped, and breaks too. */
    private static final int ATTEMPTS = 2 * BREAKS - 1;

    /**
     * A page of a refrain is so much alike that its place takes up to 4,096 characters to be shown without tags: more than come
     * between two breaks here, so that such a text is cut; so is JSON of which a model repeats twelve words, which are long there.
     * Nothing else ever becomes of it.
     */
    private static final Set<TextKind> ALIKE = EnumSet.of(TextKind.REFRAIN, TextKind.MIXED);

    private static VirtualDriver run(String whole, Manner manner, List<Integer> breaks) {
        Integer[] places = breaks.toArray(Integer[]::new);
        return new VirtualDriver(Recoveries.usual(), new Continuer(whole, manner::continuation, places)).run();
    }

    private static TextKind kind(int seed) {
        return KINDS.get(seed % KINDS.size());
    }

    /** A word that says all: texts are long. */
    private static String ending(VirtualDriver run, String whole) {
        String out = Consumer.of(run.delivered()).blocks().getFirst().text();
        String said =
                whole.equals(out) ? "whole" : whole.startsWith(out) ? "cut at its place" : "another text than meant";
        return run.outcome().code() + ", " + said;
    }

    private static void requireWhole(int seed, Manner manner, List<Integer> breaks) {
        String whole = PseudoText.of(seed, kind(seed)).text(20_000);
        String ending = ending(run(whole, manner, breaks), whole);
        boolean longWords = kind(seed) == TextKind.JSON && manner == Manner.REPEATS_WORDS;
        boolean mayBeCut = ALIKE.contains(kind(seed)) || longWords;
        assertThat(ending)
                .describedAs("seed " + seed + " " + kind(seed))
                .isIn("complete, whole", mayBeCut ? "cut, cut at its place" : "complete, whole");
    }

    @ParameterizedTest
    @EnumSource(names = {"OBEDIENT", "EXACT", "SLOPPY", "REPEATS_WORDS", "CHATTY"})
    void twentyBreaks_anywhere_areNoBreaks(Manner manner) {
        int breaks = manner == Manner.OBEDIENT || manner == Manner.SLOPPY ? BREAKS : ATTEMPTS;
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            requireWhole(
                    seed,
                    manner,
                    IntStream.range(0, breaks)
                            .mapToObj(i -> 600 + random.nextInt(300))
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OBEDIENT", "SLOPPY", "CHATTY"})
    void everyOtherBreakInsideTheHold_isNoBreak(Manner manner) {
        for (int seed = 0; seed < TEXTS; seed++) {
            Random random = new Random(seed);
            requireWhole(
                    seed,
                    manner,
                    IntStream.range(0, BREAKS)
                            .mapToObj(i -> i % 2 == 0 ? 700 + random.nextInt(300) : 1 + random.nextInt(20))
                            .toList());
        }
    }

    /** The first break behind each delta of the text, the second one behind each delta of its continuation. */
    @ParameterizedTest
    @EnumSource(names = {"OBEDIENT", "EXACT", "SLOPPY", "CHATTY"})
    void breakBehindEveryDelta_andBehindEveryDeltaOfTheContinuation_isNoBreak(Manner manner) {
        for (TextKind kind : List.of(TextKind.PROSE, TextKind.CODE, TextKind.CJK)) {
            String whole = PseudoText.of(3, kind).text(180);
            for (int first = Continuer.DELTA * 8; first < whole.length(); first += Continuer.DELTA) {
                for (int second = 0; second < whole.length(); second += Continuer.DELTA) {
                    assertThat(ending(run(whole, manner, List.of(first, second)), whole))
                            .describedAs(kind + ", breaks behind " + first + " and " + second)
                            .isEqualTo("complete, whole");
                }
            }
        }
    }

    /** A break behind each delta in a row, for ever: the budget ends it, and what is there is the beginning of the text. */
    @ParameterizedTest
    @EnumSource(names = {"OBEDIENT", "EXACT", "SLOPPY", "CHATTY"})
    void everyAttemptBreaksBehindItsFirstDelta_isCutAtItsPlace(Manner manner) {
        String whole = PseudoText.of(5, TextKind.PROSE).text(2_000);
        List<Integer> breaks = Collections.nCopies(100, Continuer.DELTA);

        VirtualDriver run = run(whole, manner, breaks);

        assertThat(ending(run, whole)).isEqualTo("cut, cut at its place");
    }
}
