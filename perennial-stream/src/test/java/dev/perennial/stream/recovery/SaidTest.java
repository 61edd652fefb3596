package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.manner.Piece;
import dev.perennial.simulator.manner.Piece.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the worlds of the simulation count as missing: too little, and a loss would pass; too much, and a sound seam would fail. */
class SaidTest {

    private static final String CLOSING = "</r-12345678>";

    private static Said said(String shown, String had, Piece... pieces) {
        StringBuilder text = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.text());
            rest.append(piece.kind() == Kind.NEW ? piece.text() : "");
        }
        return Said.of(
                new Resumed(shown, rest.toString(), true, "any", List.of(pieces), text.toString(), "", false), had);
    }

    private static Piece fresh(String text) {
        return new Piece(Kind.NEW, text);
    }

    private static void holds(Said said, String delivered) {
        assertThatCode(() -> said.requireNothingMissingButMarks(delivered, true))
                .doesNotThrowAnyException();
    }

    private static void fails(Said said, String delivered) {
        assertThatThrownBy(() -> said.requireNothingMissingButMarks(delivered, true))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void wordsThatWereKeptBack_areNotMissing_butTheNextLetterIs() {
        Said said = said("We sang ", "We sang of the sal", fresh("of the salt and"));

        holds(said, "t and");
        fails(said, " and");
    }

    @Test
    void wordsKeptBack_behindThemTheBlankLinesOfAPrefill_areNotMissing() {
        Said said = said("We sang ", "We sang of the sal\n\n\n", fresh("of the salt and"));

        holds(said, "t and");
        fails(said, " and");
    }

    @Test
    void whiteSpaceKeptBack_ofWhichTheModelSaysLess_isNotMissing() {
        Said said = said("We sang", "We sang\n\n", fresh("\nof the sea"));

        holds(said, "of the sea");
        fails(said, "f the sea");
    }

    @Test
    void wordsThatBeganBeforeWhatWasKeptBack_areNotMissing() {
        Said said = said("begin with <rand", "begin with <rand so it goes on", fresh("and so it goes on to an end"));

        holds(said, " to an end");
        fails(said, "to an end");
    }

    @Test
    void wordsKeptBack_halfOfThemAnEcho_areNotMissing() {
        Said said = said("Row", "RowRow, row ", new Piece(Kind.ECHO, "Row"), fresh(", row, row the boat"));

        holds(said, ", row the boat");
        fails(said, "the boat");
    }

    @Test
    void aRepetition_whereNothingWasKeptBack_isNew() {
        Said said = said("ha ha", "ha ha", fresh(" ha ha end"));

        fails(said, " end");
    }

    @Test
    void aRepetition_shorterThanWhatWasKeptBack_isNew() {
        Said said = said("We sang", "We sang of the sea. Row", fresh("Row the boat"));

        holds(said, "Row the boat");
        fails(said, " the boat");
    }

    @Test
    void tags_behindWhatIsNew_mayStayOrGo() {
        Said said = said("We sang", "We sang", fresh(" of it"), new Piece(Kind.MARK, CLOSING));

        holds(said, " of it");
        holds(said, " of it" + CLOSING);
        fails(said, "of it" + CLOSING);
    }

    @Test
    void halfATag_isNoText_whereABreakLeftIt() {
        Said said = said(
                "We sang",
                "We sang",
                new Piece(Kind.MARK, "<r-12345678>"),
                new Piece(Kind.ECHO, "We sang"),
                new Piece(Kind.MARK, CLOSING),
                fresh(" of it"));

        assertThatCode(() -> said.requireNothingMissingButMarks("We sang</r-12", false))
                .doesNotThrowAnyException();
        fails(said, "We sang</r-12");
    }
}
