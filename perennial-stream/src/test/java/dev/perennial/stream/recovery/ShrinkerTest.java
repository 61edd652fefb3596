package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A failure among thousands of choices is of use once it is a short script. */
class ShrinkerTest {

    @Test
    void shrink_leavesWhatMatters() {
        int[] failing = new int[400];
        Arrays.setAll(failing, i -> i);

        int[] script = Shrinker.shrink(
                failing, s -> Arrays.stream(s).filter(v -> v > 100).count() >= 2, 10_000);

        assertThat(Arrays.stream(script).boxed()).hasSize(2).allMatch(v -> v > 100 && v < 205);
    }

    @Test
    void world_ofItsOwnScript_isTheSame() {
        for (long seed = 0; seed < 100; seed++) {
            Choices drawn = Choices.of(seed);
            Simulation first = Simulation.run(seed, World.of(drawn));

            assertThat(Simulation.run(seed, World.of(Choices.scripted(drawn.script())))
                            .trace())
                    .isEqualTo(first.trace());
        }
    }

    @Test
    void world_inWhichSomethingRareHappens_shrinksToAShortScript() {
        long seed = LongStream.iterate(0, s -> s + 1)
                .filter(s -> reaches(s, Choices.of(s), Rule.R_43))
                .findFirst()
                .orElseThrow();
        Choices drawn = Choices.of(seed);
        Simulation.run(seed, World.of(drawn));

        int[] script = Shrinker.shrink(drawn.script(), s -> reaches(seed, Choices.scripted(s), Rule.R_43), 3_000);

        assertThat(reaches(seed, Choices.scripted(script), Rule.R_43)).isTrue();
        assertThat(script).hasSizeLessThan(100).hasSizeLessThan(drawn.script().length);
    }

    private static boolean reaches(long seed, Choices choices, Rule rule) {
        return Simulation.run(seed, World.of(choices)).rules().contains(rule);
    }
}
