package dev.perennial.stream.seam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.stream.corpus.Corpus;
import dev.perennial.stream.corpus.CorpusText;
import dev.perennial.stream.corpus.OtherManner;
import dev.perennial.stream.corpus.Reply;
import dev.perennial.stream.seam.Continuation.Way;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The corpus has teeth: rules that are a little less careful than ours lose text in it. */
class TeethTest {

    private static final int TEXTS = 20_000;

    /** How many texts lose something, where the model goes on exactly, without any echo. */
    private static long losses(ToIntFunction<CorpusText> deleted) {
        return LongStream.range(0, TEXTS)
                .mapToObj(new Corpus()::text)
                .filter(t -> deleted.applyAsInt(t) > 0)
                .count();
    }

    /** The longest end of what is written that the rest begins with. */
    private static int overlap(CorpusText text) {
        return text.repeated();
    }

    private static String end(CorpusText text, int length) {
        return text.written().substring(text.written().length() - length);
    }

    @Test
    void anyOverlap_isTrusted_losesText() {
        assertThat(losses(TeethTest::overlap)).isGreaterThan(TEXTS * 3 / 10);
    }

    @Test
    void aLongOverlap_isTrusted_losesText() {
        assertThat(losses(t -> overlap(t) >= 32 ? overlap(t) : 0)).isGreaterThan(TEXTS / 10);
    }

    @Test
    void aLongOverlapThatOccursOnce_isTrusted_losesText() {
        assertThat(losses(t -> {
                    int length = overlap(t);
                    boolean once = length >= 32 && Repetition.occursOnce(end(t, length), t.written());
                    return once && !Repetition.isPeriodic(end(t, length)) ? length : 0;
                }))
                .isGreaterThan(TEXTS / 20);
    }

    /** What the second ask leans on: words that stand only once in the text. */
    @Test
    void wordsKeptBackThatAreNotUnique_areFoundInTheWrongPlace() {
        long wrong = LongStream.range(0, TEXTS)
                .mapToObj(new Corpus()::text)
                .filter(t -> t.written().length() > 40)
                .filter(t -> {
                    String known = end(t, 12);
                    return !known.isBlank()
                            && t.written().indexOf(known) < t.written().length() - 12;
                })
                .count();

        assertThat(wrong).isGreaterThan(TEXTS / 10);
    }

    /** How much of the beginning of a reply a rule deletes; none if it asks again. */
    private interface Rule {
        int deletes(Continuation asked, String said);
    }

    /** How many texts lose something to a rule, whatever the manner, but for those that put what is new into the form. */
    private static long lossesInReplies(Rule rule) {
        return LongStream.range(0, TEXTS)
                .filter(seed -> !new Corpus().text(seed).written().isBlank())
                .filter(seed -> loses(rule, seed))
                .count();
    }

    private static boolean loses(Rule rule, long seed) {
        CorpusText text = new Corpus().text(seed);
        Continuation asked = Continuation.of(text.written(), Way.ASKED, 0, new Marks("7f3a"));
        String rest = text.whole().substring(asked.shown().length());
        Reply reply = Reply.to(new Interrupted(asked.shown(), rest, Wording.ENGLISH.asking(asked)), seed);
        Said said = Said.of(reply.continued(), asked);
        int deleted = rule.deletes(asked, said.text());
        return !CorpusSeamTest.putsNewTextIntoTheForm(reply)
                && said.fresh().stream().anyMatch(s -> s.from() < deleted);
    }

    /** The counterpart: with all that the rule asks for, nothing is lost. */
    @Test
    void ours_losesNothing() {
        assertThat(lossesInReplies((asked, said) -> {
                    Seam seam = new Seam(asked, false);
                    Decision decision = seam.feed(said);
                    Decision last = decision instanceof Decision.Hold ? seam.end() : decision;
                    return last instanceof Decision.Join join
                            ? said.length() - join.text().length()
                            : 0;
                }))
                .isZero();
    }

    @Test
    void closingTagAnywhere_isTrusted_losesText() {
        assertThat(lossesInReplies((asked, said) -> asked.marks().in(said).stream()
                        .filter(m -> m.kind() == Marks.Kind.CLOSING)
                        .mapToInt(Marks.Mark::end)
                        .findFirst()
                        .orElse(0)))
                .isGreaterThan(TEXTS / 200);
    }

    @Test
    void tagOfAnyNonce_isTrusted_losesText() {
        Pattern closing = Pattern.compile("</[a-z][\\w:.-]*>");
        assertThat(lossesInReplies((asked, said) -> {
                    Matcher found = closing.matcher(said);
                    return found.find() ? found.end() : 0;
                }))
                .isGreaterThan(TEXTS / 200);
    }

    @Test
    void anchorWithoutTags_isTrusted_losesText() {
        assertThat(lossesInReplies((asked, said) -> {
                    int at = said.indexOf(asked.anchor().text());
                    return at < 0 ? 0 : at + asked.anchor().text().length();
                }))
                .isGreaterThan(TEXTS / 200);
    }

    /** Whether the reader sees the form of an obedient model, where what is undecided after so many characters is let go. */
    private static boolean showsTheForm(CorpusText text, int hold) {
        Continuation asked = Continuation.of(text.written(), Way.ASKED, 0, new Marks("5b21"));
        String form =
                asked.marks().opening() + asked.anchor().text() + asked.marks().closing();
        String said = form + text.whole().substring(asked.shown().length());
        String held = said.substring(0, Math.min(hold, said.length()));
        Seam seam = new Seam(asked, false);
        Decision decision = seam.feed(held);
        boolean letGo = decision instanceof Decision.Hold && held.length() < said.length();
        Decision last = decision instanceof Decision.Hold ? seam.end() : decision;
        String shown = letGo ? said : last instanceof Decision.Join join ? join.text() : "";
        return shown.contains(asked.marks().opening());
    }

    @Test
    void aShortHold_letsTheFormThrough_andOursNever() {
        List<CorpusText> texts = LongStream.range(0, TEXTS / 4)
                .mapToObj(new Corpus()::text)
                .filter(t -> !t.written().isBlank())
                .toList();

        assertThat(texts.stream().filter(t -> showsTheForm(t, 48)).count()).isGreaterThan(texts.size() / 2);
        assertThat(texts.stream()
                        .filter(t -> showsTheForm(t, Integer.MAX_VALUE))
                        .count())
                .isZero();
    }

    /** The rule that was ours once: whatever ends like the quote and like the text is the quote. */
    private static boolean losesToALongerQuote(CorpusText text, long seed) {
        Continuation asked = Continuation.of(text.written(), Way.ASKED, 0, new Marks("7f3a"));
        String rest = text.whole().substring(asked.shown().length());
        Interrupted answer = new Interrupted(asked.shown(), rest, Wording.ENGLISH.asking(asked));
        Said said = Said.of(
                Reply.in(OtherManner.WORD_FINISHED_IN_TAGS, answer, seed).continued(), asked);
        int opening = asked.marks().opening().length();
        int closing = said.text().indexOf(asked.marks().closing());
        String quote = closing < opening ? "" : said.text().substring(opening, closing);
        return quote.endsWith(asked.anchor().text())
                && asked.shown().endsWith(quote)
                && said.fresh().stream().anyMatch(s -> s.from() < closing);
    }

    @Test
    void aLongerQuote_isTrustedInATextThatRepeatsItself_losesText() {
        long lossy = LongStream.range(0, TEXTS)
                .filter(seed -> !new Corpus().text(seed).written().isBlank())
                .filter(seed -> losesToALongerQuote(new Corpus().text(seed), seed))
                .count();

        assertThat(lossy).isPositive();
    }

    /** What is quoted or kept back begins with a whole character; who takes a number of units often takes half of one. */
    @Test
    void aNumberOfUnits_splitsCharacters_andOursNever() {
        List<CorpusText> texts = LongStream.range(0, TEXTS)
                .mapToObj(new Corpus()::text)
                .filter(t -> t.written().length() > 48 && !t.written().isBlank())
                .toList();

        assertThat(texts.stream().filter(t -> splits(t.written(), 48)).count()).isGreaterThan(TEXTS / 200);
        assertThat(texts.stream()
                        .filter(t -> splits(
                                t.written().stripTrailing(),
                                Anchor.of(t.written().stripTrailing()).text().length()))
                        .count())
                .isZero();
        assertThat(texts.stream()
                        .filter(t -> KnownText.start(t.written())
                                .filter(at -> !Script.isBorder(t.written(), at))
                                .isPresent())
                        .count())
                .isZero();
    }

    private static boolean splits(String text, int units) {
        return !Script.isBorder(text, text.length() - units);
    }
}
