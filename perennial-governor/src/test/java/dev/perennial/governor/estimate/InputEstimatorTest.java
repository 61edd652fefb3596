package dev.perennial.governor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.Breakpoint;
import dev.perennial.governor.InputEstimate;
import dev.perennial.models.Capabilities;
import dev.perennial.models.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InputEstimatorTest {

    private static final Capabilities MODEL = Catalogue.builtIn().get("claude-opus-5-5");
    private static final Duration TTL = Duration.ofMinutes(5);

    private final InputEstimator estimator = new InputEstimator();

    private static Prompt prompt(Segment... segments) {
        return new Prompt(MODEL, Arrays.asList(segments));
    }

    private static Segment text(String text) {
        return Segment.ofText("user", text);
    }

    @Test
    void estimate_ofEnglishProse_isThatOfTheCatalogueUntilSomethingIsLearned() {
        InputEstimate estimate = estimator.estimate(prompt(text("word ".repeat(1_000))));

        assertThat(estimate.expected()).isBetween(1_700L, 2_100L);
        assertThat(estimate.most()).isGreaterThan(estimate.expected());
    }

    @Test
    void estimate_unchangedPrompt_isExact() {
        Prompt prompt = prompt(text("word ".repeat(1_000)));
        estimator.learn(prompt, 1_234);

        assertThat(estimator.estimate(prompt)).isEqualTo(InputEstimate.exactly(1_234));
    }

    @Test
    void estimate_appendedPrompt_isUncertainOnlyInWhatWasAppended() {
        Segment first = text("word ".repeat(10_000));
        estimator.learn(prompt(first), 20_000);

        InputEstimate estimate = estimator.estimate(prompt(first, text("and more")));

        assertThat(estimate.expected()).isBetween(20_004L, 20_012L);
        assertThat(estimate.most()).isLessThan(20_030);
    }

    @Test
    void estimate_editedPrompt_takesItsShareOfWhatWasKnown() {
        Segment first = text("word ".repeat(5_000));
        estimator.learn(prompt(first, text("word ".repeat(5_000) + "!")), 20_000);

        InputEstimate estimate = estimator.estimate(prompt(first));

        assertThat(estimate.expected()).isBetween(9_900L, 10_100L);
        assertThat(estimate.most()).isGreaterThan(estimate.expected());
    }

    @Test
    void estimate_ofAnotherConversation_usesWhatWasLearnedOfTheModel() {
        for (int i = 0; i < 20; i++) {
            estimator.learn(prompt(text("word ".repeat(1_000 + i))), 1_000 + i);
        }

        assertThat(estimator.estimate(prompt(text("word ".repeat(3_000)))).expected())
                .isBetween(2_850L, 3_150L);
    }

    @Test
    void estimate_ofImages_countsTheirTiles() {
        long tokens = ImageTokens.FINE.tokens(1_000, 800);

        long with =
                estimator.estimate(prompt(Segment.ofTokens("image", tokens))).expected();

        assertThat(tokens).isEqualTo(36 * 29);
        assertThat(with).isEqualTo(tokens + 5);
    }

    @Test
    void breakpoints_nameThePrefixNotTheConversation() {
        Segment system = text("word ".repeat(5_000)).cached(TTL);

        List<Breakpoint> one = estimator.estimate(prompt(system, text("one"))).breakpoints();
        List<Breakpoint> two = estimator.estimate(prompt(system, text("two"))).breakpoints();

        assertThat(one).hasSize(1).isEqualTo(two);
        assertThat(one.getFirst().timeToLive()).isEqualTo(TTL);
        assertThat(one.getFirst().tokens()).isBetween(8_000L, 11_000L);
    }

    @Test
    void breakpoints_afterAResponse_areExactAtItsEnd() {
        Segment first = text("word ".repeat(5_000));
        estimator.learn(prompt(first), 6_789);

        Breakpoint breakpoint = estimator
                .estimate(prompt(first.cached(TTL), text("more")))
                .breakpoints()
                .getFirst();

        assertThat(breakpoint.tokens()).isEqualTo(6_789);
    }

    @Test
    void breakpoints_whereThePromptBeforeEnded_areFoundByLookingBack() {
        Segment first = text("word ".repeat(5_000));
        estimator.learn(prompt(first.cached(TTL)), 6_789);
        Prompt next = prompt(first, text("word ".repeat(1_000)).cached(TTL));

        List<Breakpoint> breakpoints = estimator.estimate(next).breakpoints();

        assertThat(breakpoints).hasSize(2);
        assertThat(breakpoints.getFirst())
                .isEqualTo(estimator
                        .estimate(prompt(first.cached(TTL)))
                        .breakpoints()
                        .getFirst());
    }

    @Test
    void breakpoints_moreThanTwentyBlocksBack_areNotFound() {
        Segment first = text("word ".repeat(5_000));
        estimator.learn(prompt(first.cached(TTL)), 6_789);
        List<Segment> segments = new ArrayList<>(List.of(first));
        for (int i = 0; i < 21; i++) {
            segments.add(text("block " + i));
        }
        segments.set(21, segments.get(21).cached(TTL));

        assertThat(estimator.estimate(new Prompt(MODEL, segments)).breakpoints())
                .hasSize(1);
    }

    @Test
    void breakpoints_ofPromptsTooShortForTheCache_areNone() {
        assertThat(estimator.estimate(prompt(text("short").cached(TTL))).breakpoints())
                .isEmpty();
    }

    /** The error of the whole prompt, and of the part of it that is not known exactly, with a tokenizer it knows nothing of. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void conversations_afterThreeTurns_areEstimatedWithinFivePercent(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Writer writer = new Writer(random);
        List<Double> errors = new ArrayList<>();
        for (int conversation = 0; conversation < 40; conversation++) {
            List<Segment> segments = new ArrayList<>();
            long real = 300;
            for (int turn = 0; turn < 12; turn++) {
                String text = writer.text(random.nextInt(200, turn == 0 ? 40_000 : 8_000));
                segments.add(text(text));
                real += HiddenTokenizer.count(text) + HiddenTokenizer.PER_BLOCK;
                Prompt prompt = new Prompt(MODEL, segments);
                long expected = estimator.estimate(prompt).expected();
                if (turn >= 3) {
                    errors.add(Math.abs(expected - real) / (double) real);
                }
                estimator.learn(prompt, real);
            }
        }
        errors.sort(null);

        assertThat(errors.get(errors.size() * 95 / 100)).isLessThan(0.05);
    }
}
