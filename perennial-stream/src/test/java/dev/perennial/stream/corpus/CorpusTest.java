package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CorpusTest {

    private static final List<CorpusText> TEXTS =
            LongStream.range(0, 20_000).mapToObj(new Corpus()::text).toList();

    private final Corpus corpus = new Corpus();

    private static double share(Predicate<CorpusText> property) {
        return (double) TEXTS.stream().filter(property).count() / TEXTS.size();
    }

    @Test
    void text_equalNumbers_areEqual() {
        assertThat(LongStream.range(0, 2_000).mapToObj(corpus::text))
                .containsExactlyElementsOf(TEXTS.subList(0, 2_000));
    }

    @Test
    void text_numbersOfAnySize_areDifferentTexts() {
        LongStream seeds = LongStream.of(Long.MIN_VALUE, -1, 0, 1, 2, Integer.MAX_VALUE, Long.MAX_VALUE);

        assertThat(seeds.mapToObj(seed -> corpus.text(TextKind.ENGLISH, seed))).doesNotHaveDuplicates();
    }

    @Test
    void text_any_isWrittenAndRestTogether() {
        for (CorpusText text : TEXTS) {
            assertThat(text.written() + text.rest()).isEqualTo(text.whole());
            assertThat(text.written()).isNotEmpty();
            assertThat(text.atEnd()).isEqualTo(text.rest().isEmpty());
        }
    }

    @Test
    void text_all_areOfEveryKind() {
        Set<TextKind> seen = EnumSet.noneOf(TextKind.class);
        TEXTS.stream().map(CorpusText::kind).forEach(seen::add);

        assertThat(seen).isEqualTo(EnumSet.allOf(TextKind.class));
    }

    @Test
    void text_all_repeatThemselvesAtTheCutInThirtyOfAHundred() {
        assertThat(share(CorpusText::repeatsItself)).isGreaterThan(0.30);
        assertThat(share(text -> text.repeatsItself(32))).isGreaterThan(0.15);
        assertThat(share(text -> text.repeatsItselfOnce(32))).isGreaterThan(0.08);
        assertThat(share(text -> text.repeatsItself(32) && !text.repeatsItselfOnce(32)))
                .isGreaterThan(0.03);
    }

    @Test
    void text_all_beginAgainWithoutAnEchoSometimes() {
        assertThat(share(text -> text.beginsAgain(32) && !text.repeatsItself())).isGreaterThan(0.005);
    }

    @Test
    void text_chats_goOnWithWhatSoundsLikeARemark() {
        long remarks = LongStream.range(0, 5_000)
                .mapToObj(seed -> corpus.text(TextKind.CHAT, seed))
                .filter(text ->
                        Chat.REMARKS.stream().anyMatch(remark -> text.rest().startsWith(remark)))
                .count();

        assertThat(remarks).isGreaterThan(500);
    }

    @Test
    void text_all_areCutInEveryPlace() {
        assertThat(share(CorpusText::inMidWord)).isGreaterThan(0.10);
        assertThat(share(text -> text.inMidWord() && text.repeatsItself(32))).isGreaterThan(0.01);
        assertThat(share(CorpusText::atEnd)).isGreaterThan(0.05);
        assertThat(share(CorpusText::insideCharacter)).isGreaterThan(0.01);
        assertThat(share(CorpusText::insideFence)).isGreaterThan(0.005);
        assertThat(share(CorpusText::insideRow)).isGreaterThan(0.005);
        assertThat(share(text -> text.cut() == 1)).isGreaterThan(0.005);
        assertThat(share(text -> text.written().endsWith("\n"))).isGreaterThan(0.03);
        assertThat(share(text -> text.written().endsWith(" "))).isGreaterThan(0.03);
        assertThat(share(text -> text.rest().startsWith("\n"))).isGreaterThan(0.02);
    }

    @Test
    void text_all_areSeldomCutInsideACodePoint() {
        assertThat(share(CorpusText::insidePair)).isBetween(0.0001, 0.01);
    }

    @Test
    void text_all_areShortMostlyAndLongSometimes() {
        assertThat(share(text -> text.whole().length() <= 10)).isGreaterThan(0.005);
        assertThat(share(text -> text.whole().length() <= 3_000)).isGreaterThan(0.9);
        assertThat(share(text -> text.whole().length() >= 10_000)).isBetween(0.003, 0.03);
    }

    @Test
    void text_ofOneKind_isOfThatKindAndNotEmpty() {
        for (TextKind kind : TextKind.values()) {
            assertThat(LongStream.range(0, 200).mapToObj(seed -> corpus.text(kind, seed)))
                    .allSatisfy(text -> assertThat(text.kind()).isEqualTo(kind));
        }
    }
}
