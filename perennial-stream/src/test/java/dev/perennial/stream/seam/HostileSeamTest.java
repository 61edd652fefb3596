package dev.perennial.stream.seam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.seam.Continuation.Way;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Continuations that are careless, odd, or meant to do harm. */
class HostileSeamTest {

    private static final String WRITTEN =
            "The “ferry” left the harbour at nine – and nobody on the café’s pier could say when it would be ba";
    private static final Marks MARKS = new Marks("7f3a");
    private static final String OPEN = "<r-7f3a>";
    private static final String CLOSE = "</r-7f3a>";
    private static final String ANCHOR = asked(WRITTEN, 0).anchor().text();
    private static final String FORM = OPEN + ANCHOR + CLOSE;
    private static final int LAST = Continuation.MOST_ASKED_AGAIN;

    private static Continuation asked(String written, int again) {
        return Continuation.of(written, Way.ASKED, again, MARKS);
    }

    private static Decision whole(int again, String reply) {
        return whole(WRITTEN, again, reply);
    }

    private static Decision whole(String written, int again, String reply) {
        Seam seam = new Seam(asked(written, again), again == LAST);
        Decision decision = seam.feed(reply);
        return decision instanceof Decision.Hold ? seam.end() : decision;
    }

    /** What the reader has of a reply that comes in pieces; a decision is no reason to stop reading. */
    private static String read(String written, int again, List<String> deltas) {
        Seam seam = new Seam(asked(written, again), again == LAST);
        StringBuilder text = new StringBuilder(written);
        Decision decision = Decision.HOLD;
        for (String delta : deltas) {
            if (decision instanceof Decision.Join) {
                text.append(delta);
            } else {
                decision = seam.feed(delta);
                text.append(decision instanceof Decision.Join join ? join.text() : "");
            }
        }
        Decision end = decision instanceof Decision.Hold ? seam.end() : decision;
        return text.append(decision instanceof Decision.Hold && end instanceof Decision.Join join ? join.text() : "")
                .toString();
    }

    private static Decision.AskAgain again(Doubt doubt) {
        return new Decision.AskAgain(doubt);
    }

    private static Decision.Join join(String text, Proof proof) {
        return new Decision.Join(text, proof);
    }

    @Test
    void form_cutAtEveryPlace_isTheSameSeam() {
        String reply = FORM + "ck 👩‍👩‍👧‍👦 at ten.";
        for (int cut = 0; cut <= reply.length(); cut++) {
            assertThat(read(WRITTEN, 0, List.of(reply.substring(0, cut), reply.substring(cut))))
                    .isEqualTo(WRITTEN + "ck 👩‍👩‍👧‍👦 at ten.");
        }
    }

    @Test
    void form_inSingleUnits_isTheSameSeam() {
        List<String> units =
                (FORM + "ck at ten.").chars().mapToObj(Character::toString).toList();

        assertThat(read(WRITTEN, 0, units)).isEqualTo(WRITTEN + "ck at ten.");
        assertThat(read(WRITTEN, LAST, units)).isEqualTo(WRITTEN + "ck at ten.");
    }

    @Test
    void tagsOfTheText_areText() {
        String html = "A tag that somebody made up is written as <r-0000> here, and then it is closed again by <";
        Continuation asked = asked(html, 0);
        Seam seam = new Seam(asked, false);

        assertThat(seam.feed(OPEN + asked.anchor().text() + CLOSE + "/r-0000> and <r-7f3> is none.</r-0000>"))
                .isEqualTo(join("/r-0000> and <r-7f3> is none.</r-0000>", Proof.TAGS));
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSE, CLOSE + CLOSE, "\n" + CLOSE})
    void closingTagAgain_givesNoProof_andAtLastLosesNothing(String more) {
        assertThat(whole(0, FORM + more + "ck at ten.")).isInstanceOf(Decision.AskAgain.class);
        assertThat(whole(LAST, FORM + more + "ck at ten."))
                .isInstanceOfSatisfying(
                        Decision.Join.class,
                        j -> assertThat(j.text()).endsWith("ck at ten.").doesNotContain("7f3a"));
    }

    @Test
    void quoteSetApart_closedOnceMoreBehindTheText_losesNothing() {
        assertThat(whole(LAST, OPEN + "\n" + ANCHOR + "\n" + CLOSE + "ck at ten." + CLOSE))
                .isEqualTo(join("\nck at ten.", Proof.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "\n\n\t"})
    void restBeforeTheForm_andBlanksBehind_isNoRemark(String blanks) {
        assertThat(whole(0, "ck at ten." + FORM + blanks)).isEqualTo(again(Doubt.OTHER_ECHO));
        assertThat(whole(0, "It came at ten." + FORM + blanks)).isEqualTo(again(Doubt.OTHER_ECHO));
    }

    @Test
    void restBeforeTheForm_andMoreBehind_isNoRemark() {
        assertThat(whole(0, "ck at ten. " + FORM + " I hope this helps!")).isEqualTo(again(Doubt.OTHER_ECHO));
        assertThat(whole(LAST, "ck at ten. " + FORM + " Nobody came."))
                .isInstanceOfSatisfying(
                        Decision.Join.class, j -> assertThat(j.text()).startsWith("ck at ten. "));
    }

    /** It breaks off in the closing tag, or forgets it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<", "</r-7f3", "\n</r-", " Nobody came."})
    void restBeforeAFormThatIsNotClosed_isNoRemark(String end) {
        assertThat(whole(0, "ck at ten. " + OPEN + ANCHOR + end)).isEqualTo(again(Doubt.OTHER_ECHO));
        assertThat(whole(0, "It came at ten. " + OPEN + ANCHOR + end.replace(" Nobody came.", "")))
                .isEqualTo(again(Doubt.OTHER_ECHO));
        assertThat(whole(LAST, "ck at ten. " + OPEN + ANCHOR + end))
                .isInstanceOfSatisfying(
                        Decision.Join.class, j -> assertThat(j.text()).startsWith("ck at ten. "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ck when it was complete.", "ck, and he was sorry: I’m sorry, he said."})
    void restThatSoundsLikeARemark_isKept(String rest) {
        assertThat(whole(LAST, rest)).isEqualTo(join(rest, Proof.NONE));
        assertThat(new Seam(asked(WRITTEN, LAST), true).feed(rest + "<done-7f3a/>"))
                .isEqualTo(join(rest, Proof.NONE));
    }

    @Test
    void quoteInAnotherNormalForm_isAQuote() {
        String decomposed = Normalizer.normalize(ANCHOR, Normalizer.Form.NFD);

        assertThat(decomposed).isNotEqualTo(ANCHOR);
        assertThat(whole(0, OPEN + decomposed + CLOSE + "ck.")).isEqualTo(join("ck.", Proof.TAGS));
    }

    @Test
    void quoteWithOtherQuotesAndDashes_isAQuote() {
        String plain =
                ANCHOR.replace('’', '\'').replace('“', '"').replace('”', '"').replace('–', '-');

        assertThat(whole(0, OPEN + plain + CLOSE + "ck.")).isEqualTo(join("ck.", Proof.TAGS));
    }

    @Test
    void windowsLineBreaks_areKept_whereverTheBreakLies() {
        String text = "The first line of them ends here,\r\nthe second one goes on a little longer,\r\nand the third";
        for (int cut = 1; cut < text.length(); cut++) {
            String written = text.substring(0, cut);
            Continuation asked = asked(written, 0);
            String rest = text.substring(asked.shown().length());

            assertThat(read(written, 0, List.of(OPEN + asked.anchor().text() + CLOSE, rest)))
                    .isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource({"T, he end.", "水, は流れる。", "'\"', Hello", "👩, ‍👧 and more", "- , item"})
    void breakAfterAFirstCharacter_isProvenByTheTags(String written, String rest) {
        String anchor = asked(written, 0).anchor().text();

        assertThat(whole(written, 0, OPEN + anchor + CLOSE + rest)).isEqualTo(join(rest, Proof.TAGS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\n\n```", "`", "\\\""})
    void newMarksInTheQuote_areNotDeleted(String more) {
        assertThat(whole(0, OPEN + ANCHOR + more + CLOSE + "ck.")).isEqualTo(again(Doubt.FORMATTING));
        assertThat(whole(LAST, OPEN + ANCHOR + more + CLOSE + "ck.")).isEqualTo(join(more + "ck.", Proof.NONE));
        assertThat(whole(0, OPEN + "\"" + ANCHOR + "\"" + CLOSE + "ck.")).isEqualTo(join("ck.", Proof.TAGS));
        assertThat(whole(LAST, OPEN + "```\n" + ANCHOR + "\n```" + CLOSE + "ck."))
                .isEqualTo(join("ck.", Proof.NONE));
    }

    @Test
    void quoteMarkThatEndsWhatTheTextBegan_isNotDeleted() {
        String written = "Somebody had written there: \"Never wait here for a ferry that has left the harbour";
        String anchor = asked(written, 0).anchor().text();

        assertThat(anchor).startsWith("\"Never");
        assertThat(whole(written, 0, OPEN + anchor + "\"" + CLOSE + " in red.")).isEqualTo(again(Doubt.FORMATTING));
        assertThat(whole(written, 0, OPEN + "\"" + anchor + "\"" + CLOSE + "\" in red."))
                .isEqualTo(join("\" in red.", Proof.TAGS));
        assertThat(whole(0, OPEN + WRITTEN.substring(4) + "”" + CLOSE + "ck.")).isEqualTo(again(Doubt.FORMATTING));
    }

    @Test
    void wholeReplyInAFence_isAskedAgain() {
        assertThat(whole(0, "```\n" + FORM + "\n```\nck at ten.")).isInstanceOf(Decision.AskAgain.class);
        assertThat(whole(0, "```text\n" + FORM + "ck at ten.\n```")).isInstanceOf(Decision.AskAgain.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<r-7", OPEN, OPEN + "nobody", OPEN + "nobody on the", OPEN + "nobody on the</r-7f"})
    void replyThatEndsInsideTheForm_isAskedAgain_andAtLastGivenUp(String part) {
        String begun = part.replace("nobody on the", ANCHOR).replace("nobody", ANCHOR.substring(0, 9));

        assertThat(whole(0, begun)).isInstanceOf(Decision.AskAgain.class);
        assertThat(whole(LAST, begun)).isEqualTo(new Decision.GiveUp());
    }

    @Test
    void formThatComesSlowly_isWaitedFor_butNothingElseIs() {
        Seam slow = new Seam(asked(WRITTEN, LAST), true);
        slow.feed(OPEN + ANCHOR.substring(0, 20));
        Decision first = slow.expire();
        slow.feed(ANCHOR.substring(20) + CLOSE);

        assertThat(first).isEqualTo(Decision.HOLD);
        assertThat(slow.feed("ck.")).isEqualTo(join("ck.", Proof.TAGS));
        Seam other = new Seam(asked(WRITTEN, LAST), true);
        other.feed(OPEN + "Another");
        assertThat(other.expire()).isEqualTo(join("Another", Proof.NONE));
    }

    @Test
    void emptyContinuations_areAskedAgain_andAtLastTheEnd() {
        assertThat(whole(0, "")).isEqualTo(again(Doubt.NOTHING));
        assertThat(whole(1, " \n")).isInstanceOf(Decision.AskAgain.class);
        assertThat(whole(LAST, "")).isEqualTo(new Decision.Finished(Proof.NONE));
        assertThat(whole(LAST, " \n")).isEqualTo(join(" \n", Proof.NONE));
    }

    @Test
    void answerFromItsStart_isProvenByWhatWasKeptBack() {
        String text = IntStream.range(0, 200)
                .mapToObj(i -> "Line " + i * i + " of it.\n")
                .reduce("", String::concat);
        String written = text.substring(0, text.length() - 400);

        assertThat(whole(written, 1, text)).isEqualTo(join(text.substring(written.length()), Proof.KNOWN_TEXT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ",
                "水は水は水は水は水は水は水は水は",
                "0.33333333333333333333333"
            })
    void textThatOnlyRepeatsItself_isProvenByKeepingAlmostAllOfItBack(String text) {
        String written = text.strip();
        Continuation asked = asked(written, 1);
        String rest = asked.known() + written.substring(0, 7) + " end";

        assertThat(whole(written, 1, rest)).isEqualTo(join(written.substring(0, 7) + " end", Proof.KNOWN_TEXT));
        assertThat(whole(written, 1, asked.shown() + rest))
                .isEqualTo(join(written.substring(0, 7) + " end", Proof.KNOWN_TEXT));
    }

    @Test
    void longRepetition_isKeptBackToBeforeItBegan() {
        String verse = "Ha ha ha ha\nThe river runs, the river runs,\nand on it runs and on\n";
        String written = "An old song, as it was sung here:\n\n" + verse.repeat(20) + "Ha ha";
        Continuation asked = asked(written, 1);

        assertThat(asked.shown()).isNotBlank();
        assertThat(whole(written, 1, asked.known() + " ha ha\nThe end"))
                .isEqualTo(join(" ha ha\nThe end", Proof.KNOWN_TEXT));
        assertThat(whole(written, 1, "Sure, here it is:\n\n" + asked.known() + " ha"))
                .isEqualTo(join(" ha", Proof.KNOWN_TEXT));
        assertThat(whole(written, 1, verse.repeat(19) + "The end")).isEqualTo(again(Doubt.OTHER_WORDS));
    }

    @Test
    void aWordKeptBack_isNoProofInTheMiddleOfARemark() {
        String written = "```java\nvoi";

        assertThat(asked(written, 1).known().strip()).isEqualTo("voi");
        assertThat(whole(written, 1, "void")).isEqualTo(join("d", Proof.KNOWN_TEXT));
        assertThat(whole(written, 1, "Continuing:\n\nvoid")).isEqualTo(join("d", Proof.KNOWN_TEXT));
        assertThat(whole("Ha ha ha h", 1, "Continuing:\n ha ha ha.")).isEqualTo(join("a.", Proof.KNOWN_TEXT));
        assertThat(whole("Ha ha ha h", 1, "It is sung:\n - ha ha ha.")).isEqualTo(again(Doubt.OTHER_WORDS));
        assertThat(whole(written, 1, "To avoid a void I stop")).isEqualTo(again(Doubt.OTHER_WORDS));
        assertThat(whole(written, 1, "int first;\nvoid")).isEqualTo(again(Doubt.OTHER_WORDS));
    }

    @Test
    void knownTextBehindNewAccents_isNotTheFirstThatWasSaid() {
        Continuation asked = asked("ra\u0308ora\u0308o", 1);

        assertThat(asked.keepsTextBack()).isTrue();
        assertThat(whole(asked.written(), 1, OPEN + asked.shown() + CLOSE + "\u0308" + asked.known() + "n"))
                .isEqualTo(again(Doubt.OTHER_WORDS));
        assertThat(whole(asked.written(), 1, OPEN + asked.shown() + CLOSE + asked.known() + "n"))
                .isEqualTo(join("n", Proof.KNOWN_TEXT));
    }

    /** They could be the text's own, as where a fence was cut in its middle. */
    @Test
    void tagsInBackticks_atAMarkedSeam_goWithoutTheirBackticks() {
        assertThat(whole(LAST, "`" + OPEN + "`Other words.`" + CLOSE + "`ck at ten."))
                .isEqualTo(join("``Other words.``ck at ten.", Proof.NONE));
    }

    @Test
    void quoteThatGoesOnWithTheSamePeriod_isNoQuote_butAnEarlierBeginningIs() {
        String periodic = "01".repeat(170);
        String anchor = asked(periodic, 0).anchor().text();

        assertThat(whole(periodic, 0, OPEN + anchor + "01".repeat(25) + CLOSE + "!"))
                .isEqualTo(again(Doubt.OTHER_ECHO));
        assertThat(whole(periodic, 0, OPEN + anchor + CLOSE + "!")).isEqualTo(join("!", Proof.TAGS));
        assertThat(whole(0, OPEN + WRITTEN + CLOSE + "ck.")).isEqualTo(join("ck.", Proof.TAGS));
    }

    @Test
    void noise_neverThrows_andNeverPassesForAProof() {
        String[] noise = {
            OPEN, CLOSE, "<done-7f3a/>", "<", "r-7f3a", ">", "\\", "&lt;", "x", " ", "\n", "\ud83d", "水", "`"
        };
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            Seam seam = new Seam(asked(WRITTEN, random.nextInt(3)), random.nextBoolean());
            Decision decision = Decision.HOLD;
            for (int i = random.nextInt(12); i > 0 && decision instanceof Decision.Hold; i--) {
                decision = seam.feed(noise[random.nextInt(noise.length)]);
            }
            Decision last = decision instanceof Decision.Hold ? seam.end() : decision;

            assertThat(last).describedAs("seed " + seed).isNotInstanceOf(Decision.Hold.class);
            assertThat(last instanceof Decision.Join join && !join.text().isBlank() && join.proof() != Proof.NONE)
                    .describedAs("seed " + seed)
                    .isFalse();
        }
    }
}
