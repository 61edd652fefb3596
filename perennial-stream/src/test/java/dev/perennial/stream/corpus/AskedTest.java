package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Interrupted;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AskedTest {

    @Test
    void of_requestWithTagsAndMark_readsThem() {
        Asked asked = Asked.of(new Interrupted("It was late and", "", Requests.request("r-1", "late and", "done-1")));

        assertThat(asked).isEqualTo(new Asked(Optional.of("r-1"), "late and", Optional.of("<done-1/>")));
    }

    @Test
    void of_quoteThatContainsTags_readsThoseOfTheRequest() {
        String written = "<p>see <br/><r-2>that</r-2> <done-2/>";

        Asked asked = Asked.of(new Interrupted(written, "", Requests.request("r-1", written, "done-1")));

        assertThat(asked).isEqualTo(new Asked(Optional.of("r-1"), written, Optional.of("<done-1/>")));
    }

    @Test
    void of_requestThatQuotesNothing_takesTheLastWords() {
        String written = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";

        Asked asked = Asked.of(new Interrupted(written, "", "Please go on."));

        assertThat(asked.quote()).isEqualTo("six seven eight nine ten eleven twelve thirteen fourteen");
    }

    @Test
    void of_noRequest_asksForNoTags() {
        Asked asked = Asked.of(new Interrupted("one two", " three", ""));

        assertThat(asked).isEqualTo(new Asked(Optional.empty(), "one two", Optional.empty()));
    }

    @Test
    void of_quoteWithoutTheSpaceAtTheEnd_isTheQuoteOfTheRequest() {
        Asked asked = Asked.of(new Interrupted("It was late and \n", "", Requests.request("r-1", "was late and", "d")));

        assertThat(asked.quote()).isEqualTo("was late and");
    }

    @Test
    void of_anyText_findsTheWholeQuote() {
        Corpus corpus = new Corpus();

        assertThat(LongStream.range(0, 2_000).mapToObj(corpus::text)).allSatisfy(text -> {
            Interrupted answer = Requests.of(text);
            assertThat(answer.written()).isNotEmpty();
            assertThat(answer.written().stripTrailing())
                    .endsWith(Asked.of(answer).quote().stripTrailing());
        });
    }
}
