package dev.perennial.stream.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.simulator.manner.Interrupted;
import dev.perennial.simulator.manner.Manner;
import dev.perennial.simulator.manner.Piece.Kind;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static final int REPLIES = 5_000;

    private final Corpus corpus = new Corpus();

    private Interrupted answer(long seed) {
        return Requests.of(corpus.text(seed));
    }

    @Test
    void to_manyAnswers_isOfEveryManner() {
        Set<String> manners = LongStream.range(0, REPLIES)
                .mapToObj(seed -> Reply.to(answer(3), seed).manner())
                .collect(Collectors.toSet());

        assertThat(manners).hasSize(Manner.values().length + OtherManner.values().length);
    }

    @Test
    void to_anyAnswer_givesAllThatIsMissingOrNothing() {
        assertThat(LongStream.range(0, REPLIES).boxed()).allSatisfy(seed -> {
            Interrupted answer = answer(seed);
            assertThat(Reply.to(answer, seed).continued().text(Kind.NEW)).isIn("", answer.rest());
        });
    }

    @Test
    void to_equalArguments_areEqual() {
        Stream<Reply> first = LongStream.range(0, 500).mapToObj(seed -> Reply.to(answer(seed), seed));

        assertThat(first)
                .containsExactlyElementsOf(LongStream.range(0, 500)
                        .mapToObj(seed -> Reply.to(answer(seed), seed))
                        .toList());
    }
}
