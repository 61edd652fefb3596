package dev.perennial.stream.seam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.seam.Continuation.Way;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the beginnings of continuations, one by one. */
class SeamTest {

    private static final String WRITTEN =
            "The ferry left the harbour at nine, and nobody on the pier could say when it would be ba";
    private static final Marks MARKS = new Marks("7f3a");
    private static final String ANCHOR = asked(0).anchor().text();

    private static Continuation asked(int again) {
        return Continuation.of(WRITTEN, Way.ASKED, again, MARKS);
    }

    private static Decision whole(int again, String reply) {
        Seam seam = new Seam(asked(again), again == Continuation.MOST_ASKED_AGAIN);
        Decision decision = seam.feed(reply);
        return decision instanceof Decision.Hold ? seam.end() : decision;
    }

    private static Decision.Join join(String text, Proof proof) {
        return new Decision.Join(text, proof);
    }

    @Test
    void anchorBetweenItsTags_provesThePlace() {
        assertThat(whole(0, "<r-7f3a>" + ANCHOR + "</r-7f3a>ck.")).isEqualTo(join("ck.", Proof.TAGS));
    }

    @ParameterizedTest
    @CsvSource({
        "< R-7F3A >, </ r-7f3a >",
        "&lt;r-7f3a&gt;, &lt;/r-7f3a&gt;",
        "\\<r-7f3a\\>, \\</r-7f3a\\>",
        "Here is the rest: <r-7f3a>, </r-7f3a>",
        "'', </r-7f3a>"
    })
    void carelessTags_areTags(String opening, String closing) {
        assertThat(whole(0, opening + ANCHOR + closing + "ck.")).isEqualTo(join("ck.", Proof.TAGS));
    }

    @Test
    void tagsOfAnotherNonce_areText() {
        assertThat(whole(0, "<r-0000>" + ANCHOR + "</r-0000>ck.")).isEqualTo(new Decision.AskAgain(Doubt.NO_TAGS));
    }

    @Test
    void anotherQuote_isAnotherPlace() {
        assertThat(whole(0, "<r-7f3a>The ferry left the harbour at nine</r-7f3a>ck."))
                .isEqualTo(new Decision.AskAgain(Doubt.OTHER_ECHO));
    }

    @Test
    void quoteThatGoesOn_isNotDeleted() {
        assertThat(whole(0, "<r-7f3a>" + ANCHOR + "ck. It came</r-7f3a> at ten."))
                .isEqualTo(new Decision.AskAgain(Doubt.OTHER_ECHO));
        assertThat(whole(2, "<r-7f3a>" + ANCHOR + "ck. It came</r-7f3a> at ten."))
                .isEqualTo(join(ANCHOR + "ck. It came at ten.", Proof.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"when it will be ba", "when it would be b a", "When  it\nwould be ba"})
    void quoteWithAWordOrSoChanged_isAQuote(String end) {
        String changed = ANCHOR.replace("when it would be ba", end);

        assertThat(whole(0, "<r-7f3a>" + changed + "</r-7f3a>ck."))
                .isIn(join("ck.", Proof.TAGS), new Decision.AskAgain(Doubt.OTHER_ECHO));
        assertThat(whole(0, "<r-7f3a>" + changed.replace("will", "would") + "</r-7f3a>ck."))
                .isEqualTo(join("ck.", Proof.TAGS));
    }

    @Test
    void closingTagMissing_theAnchorToTheLetterIsEnough() {
        assertThat(whole(0, "<r-7f3a>" + ANCHOR + "ck at ten.")).isEqualTo(join("ck at ten.", Proof.TAGS));
    }

    @Test
    void quoteOnALineOfItsOwn_leavesOpenWhoseTheNextLineBreakIs() {
        assertThat(whole(0, "<r-7f3a>\n" + ANCHOR + "\n</r-7f3a>\nck."))
                .isEqualTo(new Decision.AskAgain(Doubt.FORMATTING));
    }

    @Test
    void fenceInTheQuote_isNoFenceAroundIt() {
        String code =
                "The rule is short, and everyone who has ever read it knows it by heart:\n\n```java\nint next(int i) { retu";
        Continuation asked = Continuation.of(code, Way.ASKED, 0, MARKS);

        assertThat(asked.anchor().text()).contains("```");
        assertThat(new Seam(asked, false).feed("<r-7f3a>" + asked.anchor().text() + "</r-7f3a>rn i + 1; }"))
                .isEqualTo(join("rn i + 1; }", Proof.TAGS));
    }

    @Test
    void quoteAndNothingElse_isAskedAgain_andAtLastLeftOut() {
        assertThat(whole(0, "<r-7f3a>" + ANCHOR + "</r-7f3a>")).isEqualTo(new Decision.AskAgain(Doubt.NOTHING));
        assertThat(whole(2, "<r-7f3a>" + ANCHOR + "</r-7f3a>")).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void endMarkAlone_saysThatNothingIsMissing() {
        assertThat(new Seam(asked(0), false).endAtMark()).isEqualTo(new Decision.Finished(Proof.END_MARK));
        assertThat(whole(0, "< done-7f3a />")).isEqualTo(new Decision.Finished(Proof.END_MARK));
    }

    @Test
    void endMarkBehindARemark_isAskedAgain_andAtLastBelieved() {
        assertThat(whole(0, "It was complete. <done-7f3a/>")).isEqualTo(new Decision.AskAgain(Doubt.REMARK));
        assertThat(whole(2, "It was complete. <done-7f3a/>")).isEqualTo(new Decision.Finished(Proof.NONE));
    }

    @Test
    void endMarkBehindNewText_keepsTheText() {
        assertThat(whole(2, "ck at ten. <done-7f3a/>")).isEqualTo(join("ck at ten. ", Proof.NONE));
    }

    @Test
    void noTags_noProof_andAtLastBothStay() {
        assertThat(whole(0, "ck at ten.")).isEqualTo(new Decision.AskAgain(Doubt.NO_TAGS));
        assertThat(whole(2, "ck at ten.")).isEqualTo(join("ck at ten.", Proof.NONE));
    }

    @Test
    void aLongRepeatWithoutTags_isNoProof() {
        assertThat(whole(0, WRITTEN + "ck at ten.")).isEqualTo(new Decision.AskAgain(Doubt.NO_TAGS));
    }

    @Test
    void secondAsk_keepsTheLastWordsBack() {
        assertThat(asked(1).shown() + asked(1).known()).isEqualTo(WRITTEN);
        assertThat(asked(1).known().strip()).hasSizeBetween(12, 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Sure! ", "Continuing:\n\n", "nobody on the pier could say when"})
    void wordsThatWereKeptBack_proveThePlace_whateverStandsBefore(String before) {
        assertThat(whole(1, before + asked(1).known() + "ck at ten.")).isEqualTo(join("ck at ten.", Proof.KNOWN_TEXT));
    }

    @Test
    void otherWordsThanThoseKeptBack_areAskedAgain() {
        assertThat(whole(1, " it would return. At ten it came.")).isEqualTo(new Decision.AskAgain(Doubt.OTHER_WORDS));
    }

    @Test
    void silence_isAskedAgain_andAtLastTheEnd() {
        assertThat(whole(0, "")).isEqualTo(new Decision.AskAgain(Doubt.NOTHING));
        assertThat(whole(2, "")).isEqualTo(new Decision.Finished(Proof.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"I'm sorry, but I can't continue that.", "The answer was already complete.", "抱歉，我不能继续。"})
    void shortReplyAboutTheAnswer_isNotShown(String reply) {
        assertThat(whole(2, reply)).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void heldTooLong_isAskedAgain() {
        Seam seam = new Seam(asked(0), false);
        seam.feed("S");

        assertThat(seam.expire()).isEqualTo(new Decision.AskAgain(Doubt.TOO_SLOW));
    }

    @Test
    void hold_isBounded() {
        Seam seam = new Seam(asked(0), false);
        int fed = 0;
        while (seam.feed("word ") instanceof Decision.Hold) {
            fed += 5;
        }
        assertThat(fed).isLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"'ck at ten.', 'ck at ten.'", "'\nck', '\nck'"})
    void prefill_goesOnAsItComes(String reply, String text) {
        Seam seam = new Seam(Continuation.of(WRITTEN, Way.PREFILLED, 0, MARKS), false);
        Decision decision = seam.feed(reply);

        assertThat(decision instanceof Decision.Hold ? seam.end() : decision).isEqualTo(join(text, Proof.PREFILL));
    }

    @ParameterizedTest
    @CsvSource({"'\n\nNext', 'Next'", "'\nNext', 'Next'", "'Next', 'Next'", "' Next', ' Next'", "'\n\n\nNext', '\nNext'"
    })
    void prefill_whiteSpaceThatIsOutAlready_goes(String reply, String text) {
        Seam seam = new Seam(Continuation.of(WRITTEN + "\n\n", Way.PREFILLED, 0, MARKS), false);

        assertThat(seam.feed(reply)).isEqualTo(join(text, Proof.PREFILL));
    }

    @Test
    void prefill_thatRepeatsALongEnd_isAskedAgain() {
        Seam seam = new Seam(Continuation.of(WRITTEN, Way.PREFILLED, 0, MARKS), false);

        assertThat(seam.feed(WRITTEN.substring(30) + "ck")).isEqualTo(new Decision.AskAgain(Doubt.POSSIBLE_REPEAT));
    }
}
