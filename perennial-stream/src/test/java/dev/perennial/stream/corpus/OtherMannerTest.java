package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Continued;
import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.Piece.Kind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtherMannerTest {

    private static final int TEXTS = 250;

    private final Corpus corpus = new Corpus();

    private List<Interrupted> answers() {
        return LongStream.range(0, TEXTS)
                .mapToObj(corpus::text)
                .map(Requests::of)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void continuation_anyAnswer_givesWhatItSaysItGives(OtherManner manner) {
        assertThat(answers()).allSatisfy(answer -> {
            Continued continued = manner.continuation(answer, answer.written().length());
            assertThat(continued.pieces()).noneMatch(piece -> piece.text().isEmpty());
            assertGives(manner.gives(), continued, answer.rest());
        });
    }

    private static void assertGives(Gives gives, Continued continued, String rest) {
        String given = continued.text(Kind.NEW);
        switch (gives) {
            case REST -> assertThat(given).isEqualTo(rest);
            case NOTHING -> assertThat(given).isEmpty();
            case VARIATION -> assertThat(given).isIn("", rest);
        }
    }

    @ParameterizedTest
    @EnumSource
    void continuation_afterAPrefill_givesItToo(OtherManner manner) {
        assertThat(answers()).allSatisfy(answer -> {
            Interrupted prefilled = new Interrupted(answer.written(), answer.rest(), "");
            assertGives(manner.gives(), manner.continuation(prefilled, 1), answer.rest());
        });
    }

    @ParameterizedTest
    @EnumSource
    void continuation_hardlyAnythingWritten_givesItToo(OtherManner manner) {
        for (String written : List.of("", " ", "\n", "a", "|", "`", "🙂", "\uD83D")) {
            Interrupted answer = Requests.of(written, "b");
            assertGives(manner.gives(), manner.continuation(answer, 1), "b");
            assertGives(manner.gives(), manner.continuation(Requests.of(written, ""), 1), "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void continuation_equalArguments_areEqual(OtherManner manner) {
        List<Interrupted> answers = answers();
        List<Continued> first =
                answers.stream().map(a -> manner.continuation(a, 7)).toList();

        assertThat(answers.stream().map(a -> manner.continuation(a, 7))).containsExactlyElementsOf(first);
    }

    @ParameterizedTest
    @EnumSource
    void continuation_ofMany_isSeldomTheOneAskedFor(OtherManner manner) {
        assertThat(answers())
                .anySatisfy(answer -> assertThat(manner.continuation(answer, 1).text())
                        .isNotEqualTo(Manner.OBEDIENT.continuation(answer, 1).text())
                        .isNotEqualTo(Manner.EXACT.continuation(answer, 1).text()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '#',
            value = {
                "TAG_RECASED¦ <R-9C41>the old cat loo</R-9C41>ked up.",
                "TAG_ESCAPED¦ \\<r-9c41\\>the old cat loo\\</r-9c41\\>ked up.",
                "TAG_AS_ENTITIES¦ &lt;r-9c41&gt;the old cat loo&lt;/r-9c41&gt;ked up.",
                "TAG_IN_BACKTICKS¦ `<r-9c41>`the old cat loo`</r-9c41>`ked up.",
                "TAG_OF_OTHER_NONCE¦ <r-9c4z>the old cat loo</r-9c4z>ked up.",
                "TAG_WITH_ATTRIBUTE¦ <r-9c41 type=\"rest\">the old cat loo</r-9c41>ked up.",
                "TAGS_TWICE¦ <r-9c41>the old cat loo</r-9c41><r-9c41>the old cat loo</r-9c41>ked up.",
                "OPENING_TAG_MISSING¦ the old cat loo</r-9c41>ked up.",
                "CLOSING_TAG_MISSING¦ <r-9c41>the old cat looked up.",
                "TAGS_EMPTY¦ <r-9c41></r-9c41>ked up.",
                "TAGS_AROUND_REST¦ <r-9c41>ked up.</r-9c41>",
                "TAGS_AROUND_ALL¦ <r-9c41>the old cat looked up.</r-9c41>",
                "WORD_FINISHED_IN_TAGS¦ <r-9c41>the old cat looked</r-9c41> up.",
                "QUOTE_LAST_WORD¦ <r-9c41>loo</r-9c41>ked up.",
                "QUOTE_WORD_EARLY¦ <r-9c41>the old cat</r-9c41> looked up.",
                "QUOTE_AGAIN_BEHIND_TAGS¦ <r-9c41>the old cat loo</r-9c41>the old cat looked up.",
                "WORD_AGAIN_BEHIND_TAGS¦ <r-9c41>the old cat loo</r-9c41>looked up.",
                "DONE_THOUGH_MISSING¦ <done-9c41/>",
                "DONE_BEHIND_REST¦ <r-9c41>the old cat loo</r-9c41>ked up.<done-9c41/>",
                "REST_WITHOUT_TAGS_THEN_DONE¦ ked up.<done-9c41/>",
                "REPEATS_WORD¦ looked up.",
                "REPEATS_LINE¦ the old cat looked up.",
                "BEGINS_REWORDED¦ Well, the old cat looked up."
            })
    void continuation_ofACutWord_readsLikeThis(OtherManner manner, String expected) {
        assertThat(manner.continuation(Requests.of("the old cat loo", "ked up."), 1)
                        .text())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TAGS_TWICE",
                "CLOSED_LATE",
                "QUOTE_LONGER",
                "QUOTE_LAST_WORDS",
                "QUOTE_FIRST_WORDS",
                "QUOTE_WORD_EARLY",
                "QUOTE_AGAIN_BEHIND_TAGS",
                "QUOTE_STRIPPED",
                "QUOTE_OF_EARLIER_PLACE",
                "ANSWERS_AGAIN_BEHIND_TAGS",
                "REPEATS_LINE",
                "REPEATS_WORD"
            })
    void continuation_ofMannersThatChangeNoWord_echoesWhatTheReaderHas(OtherManner manner) {
        for (Interrupted answer : answers()) {
            assertThat(manner.continuation(answer, 1).pieces())
                    .filteredOn(piece -> piece.kind() == Kind.ECHO)
                    .allSatisfy(piece -> assertThat(answer.written()).contains(piece.text()));
        }
    }

    @ParameterizedTest
    @CsvSource({"REOPENS, '```java\nb;\n'", "REOPENS_AND_REPEATS_LINE, '```java\n  a = b;\n'"})
    void continuation_inAFence_opensItAgain(OtherManner manner, String expected) {
        assertThat(manner.continuation(Requests.of("See:\n```java\n  a = ", "b;\n"), 1)
                        .text())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"TAG_RECASED", "TAG_IN_BACKTICKS", "TAG_OF_OTHER_NONCE"})
    void continuation_nothingMissing_sendsTheMarkOrTheTags(OtherManner manner) {
        List<Integer> pieces = LongStream.range(0, 50)
                .mapToObj(seed -> manner.continuation(Requests.of("the old cat looked up.", ""), seed))
                .map(continued -> continued.pieces().size())
                .toList();

        assertThat(pieces).contains(1, 3).containsOnly(1, 3);
    }
}
