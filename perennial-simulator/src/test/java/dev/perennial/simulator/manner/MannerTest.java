package dev.perennial.simulator.manner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Piece.Kind;
import dev.perennial.simulator.text.PseudoText;
import dev.perennial.simulator.text.TextKind;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MannerTest {

    private static final String WRITTEN = "It rained. The river rose slowly toward the old";
    private static final List<TextKind> KINDS = List.of(TextKind.values());
    private static final String REST = " bridge. Then it stopped.";
    private static final String REQUEST =
            "Your reply was cut off. Send only the rest. Begin with <k-12>, the last words \"slowly toward the old\", </k-12>,"
                    + " then go on. If it was complete send only <done-12/>.";

    private static Continued go(Manner manner, String rest, String request, long seed) {
        return manner.continuation(new Interrupted(WRITTEN, rest, request), seed);
    }

    private static Continued go(Manner manner) {
        return go(manner, REST, "continue", 1);
    }

    @Test
    void exact_isTheRest() {
        assertThat(go(Manner.EXACT).pieces()).containsExactly(new Piece(Kind.NEW, REST));
    }

    @Test
    void obedient_beginsWithTagAndQuoteAsAsked() {
        assertThat(go(Manner.OBEDIENT, REST, REQUEST, 1).text())
                .isEqualTo("<k-12>slowly toward the old</k-12> bridge. Then it stopped.");
    }

    @Test
    void obedient_nothingMissing_sendsOnlyTheEndMark() {
        assertThat(go(Manner.OBEDIENT, "", REQUEST, 1).text()).isEqualTo("<done-12/>");
        assertThat(go(Manner.OBEDIENT, "", "Continue. If nothing is missing, say only \"END\".", 1)
                        .text())
                .isEqualTo("END");
        assertThat(go(Manner.OBEDIENT, "", "Go on; if it was whole send only DONE-7F3A.", 1)
                        .text())
                .isEqualTo("DONE-7F3A");
    }

    @Test
    void obedient_noFormAsked_isExact() {
        assertThat(go(Manner.OBEDIENT).text()).isEqualTo(REST);
    }

    @Test
    void obedient_tagWithoutQuote_picksItsOwnLastWords() {
        Continued answer = go(Manner.OBEDIENT, REST, "Continue, beginning with <q> your last words </q>.", 1);

        assertThat(answer.text()).startsWith("<q>").contains("toward the old</q> bridge");
        assertThat(WRITTEN).endsWith(answer.text(Kind.ECHO));
    }

    @Test
    void sloppy_everySeed_isNotWhatWasAsked() {
        String asked = go(Manner.OBEDIENT, REST, REQUEST, 1).text();
        Set<String> ways = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            Continued answer = go(Manner.SLOPPY, REST, REQUEST, seed);
            ways.add(answer.text());

            assertThat(answer.text()).describedAs("seed %d", seed).isNotEqualTo(asked);
            assertThat(answer.text(Kind.NEW)).isEqualTo(REST);
        }
        assertThat(ways).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void sloppy_nothingMissing_marksTheEndNotQuiteAsAsked() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(go(Manner.SLOPPY, "", REQUEST, seed).text()).isNotEqualTo("<done-12/>");
        }
    }

    @Test
    void repeats_charactersAndWords_areTheLastOnes() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(WRITTEN)
                    .endsWith(go(Manner.REPEATS_CHARACTERS, REST, "", seed).text(Kind.ECHO))
                    .endsWith(go(Manner.REPEATS_WORDS, REST, "", seed).text(Kind.ECHO));
        }
    }

    @Test
    void repeatsRespaced_changesWhiteSpaceOnly() {
        for (int seed = 0; seed < 50; seed++) {
            String echo = go(Manner.REPEATS_RESPACED, REST, "", seed).text(Kind.ECHO);

            assertThat(WRITTEN).doesNotEndWith(echo);
            assertThat(WRITTEN.replaceAll("\\s", "")).endsWith(echo.replaceAll("\\s", ""));
        }
    }

    @Test
    void restarts_sentenceParagraphAnswer_goBackThatFar() {
        Interrupted answer = new Interrupted("One.\n\nTwo is here. Three is", " last.", "");

        assertThat(Manner.RESTARTS_SENTENCE.continuation(answer, 1).text()).isEqualTo("Three is last.");
        assertThat(Manner.RESTARTS_PARAGRAPH.continuation(answer, 1).text()).isEqualTo("Two is here. Three is last.");
        assertThat(Manner.RESTARTS_ANSWER.continuation(answer, 1).text())
                .isEqualTo("One.\n\nTwo is here. Three is last.");
    }

    @Test
    void chattyRefusesFinished_sayWhatIsNoPartOfTheAnswer() {
        assertThat(go(Manner.CHATTY).pieces()).extracting(Piece::kind).containsExactly(Kind.REMARK, Kind.NEW);
        assertThat(go(Manner.REFUSES).pieces()).extracting(Piece::kind).containsExactly(Kind.REMARK);
        assertThat(go(Manner.SAYS_FINISHED).pieces()).extracting(Piece::kind).containsExactly(Kind.REMARK);
        assertThat(go(Manner.OTHER_WORDS).pieces()).extracting(Piece::kind).containsExactly(Kind.OTHER);
    }

    @Test
    void thinksAgain_thinksAndIsExact() {
        assertThat(go(Manner.THINKS_AGAIN).thinksFirst()).isTrue();
        assertThat(go(Manner.THINKS_AGAIN).text()).isEqualTo(REST);
    }

    @Test
    void mixed_manySeeds_takesManyManners() {
        Set<String> answers = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            answers.add(go(Manner.MIXED, REST, REQUEST, seed).text());
        }

        assertThat(answers).hasSizeGreaterThan(20);
    }

    @Test
    void named_everyManner_isFound() {
        for (Manner manner : Manner.values()) {
            assertThat(Manner.named(manner.label())).contains(manner);
        }
        assertThat(Manner.named("rude")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void continuation_anyText_hasLabelsThatAddUpAndTheRestOrNone(Manner manner) {
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            PseudoText text = PseudoText.of(i, KINDS.get(random.nextInt(KINDS.size())));
            int cut = 1 + random.nextInt(3_000);
            String rest = text.slice(cut, cut + random.nextInt(2) * 500L);
            Interrupted answer = new Interrupted(
                    text.text(cut), rest, List.of("", "go on", REQUEST).get(i % 3));
            Continued continued = manner.continuation(answer, i);

            assertThat(continued.pieces().stream().map(Piece::text).reduce("", String::concat))
                    .isEqualTo(continued.text());
            assertThat(continued.pieces()).noneMatch(p -> p.text().isEmpty());
            assertThat(continued.text(Kind.NEW)).describedAs("seed 9, %d", i).isIn(rest, "");
            assertThat(continued).isEqualTo(manner.continuation(answer, i));
        }
    }
}
