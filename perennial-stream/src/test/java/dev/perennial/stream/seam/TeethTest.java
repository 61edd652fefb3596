package dev.perennial.stream.seam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.stream.corpus.Corpus;
import dev.perennial.stream.corpus.CorpusText;
import java.util.function.ToIntFunction;
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
}
