package dev.perennial.stream.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept, joined and faded. */
class TimingsMergeTest {

    private static final ClockKey TEXT = new ClockKey("o", "m", "", Phase.TEXT, 0);

    private static LearnedGaps gaps(double ended, double cutOff, double seconds) {
        return new LearnedGaps(TEXT, List.of(0.0, ended), List.of(0.0, 0.0, cutOff), seconds);
    }

    @Test
    void whatWasSaved_isFaded_whatCameSinceIsNot() {
        LearnedGaps merged = Timings.merged(List.of(gaps(64, 32, 16)), Duration.ofMinutes(10), List.of(gaps(1, 2, 3)))
                .getFirst();

        double left = Math.pow(0.5, 1 / 36.0);
        assertThat(merged.ended().getLast()).isEqualTo(64 * left + 1, within(1e-6));
        assertThat(merged.cutOff().getLast()).isEqualTo(32 * left + 2, within(1e-6));
        assertThat(merged.seconds()).isEqualTo(16 * left + 3, within(1e-6));
        assertThat(merged.count()).isEqualTo(96 * left + 3, within(1e-6));
    }

    @Test
    void aLongerPause_fadesNoMoreThanTenMinutesWould() {
        List<LearnedGaps> saved = List.of(gaps(64, 32, 16));

        assertThat(Timings.merged(saved, Duration.ofDays(400), List.of()))
                .isEqualTo(Timings.merged(saved, Duration.ofMinutes(10), List.of()));
        assertThat(Timings.merged(saved, Duration.ofDays(-1), List.of())).isEqualTo(saved);
    }

    @Test
    void ofMoreKindsThanThereIsRoomFor_thoseWithTheMostGapsAreKept() {
        List<LearnedGaps> many = IntStream.range(0, 3_000)
                .mapToObj(i ->
                        new LearnedGaps(new ClockKey("o", "m" + i, "", Phase.TEXT, 0), List.of(1.0 + i), List.of(), 0))
                .toList();

        List<LearnedGaps> merged = Timings.merged(many, Duration.ZERO, List.of());

        assertThat(merged).hasSize(2_000);
        assertThat(merged).allSatisfy(g -> assertThat(g.count()).isGreaterThan(1_000));
    }

    @Test
    void gapsThatWereCutOff_areSaved() {
        Timings timings = new Timings(() -> 0);
        new LearnedClocks(timings, "o", FixedThresholds.DEFAULT, Set.of())
                .begin(new Clocks.Request("m", "", 1))
                .stalled(Phase.TEXT, Duration.ofSeconds(25).toNanos());

        assertThat(timings.takeUnsaved()).singleElement().satisfies(g -> {
            assertThat(g.cutOff().getLast()).isEqualTo(1);
            assertThat(g.ended()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "8192, 0",
        "8193, 1",
        "32768, 1",
        "32769, 2",
        "131072, 2",
        "131073, 3",
        "524288, 3",
        "524289, 4",
        "9223372036854775807, 4"
    })
    void anInput_isOfTheClassThatItsTokensSay(long tokens, int size) {
        assertThat(InputSize.ofTokens(tokens)).isEqualTo(size);
        assertThat(InputSize.mostTokens(size)).isGreaterThanOrEqualTo(tokens);
        assertThat(InputSize.ofBytes(tokens / 4 * 4)).isLessThanOrEqualTo(size);
    }

    @Test
    void sizes_countOnlyBeforeTheFirstToken() {
        assertThat(Phase.values())
                .filteredOn(InputSize::countsIn)
                .containsExactlyInAnyOrder(Phase.HEAD, Phase.FIRST_TOKEN);
    }

    @Test
    void ofASmallInputOfWhichFewWereSeen_largerOnesTell() {
        Timings timings = new Timings(() -> 0);
        timings.replace(List.of(new LearnedGaps(
                new ClockKey("o", "m", "", Phase.FIRST_TOKEN, 3), List.of(0.0, 2_000.0), List.of(), 2)));
        LearnedClocks clocks = new LearnedClocks(timings, "o", FixedThresholds.DEFAULT, Set.of());

        assertThat(clocks.limit(new ClockKey("o", "m", "", Phase.FIRST_TOKEN, 0))
                        .reason())
                .isEqualTo(Limit.Reason.FLOOR);
        assertThat(clocks.limit(new ClockKey("o", "m", "", Phase.FIRST_TOKEN, 4))
                        .reason())
                .isEqualTo(Limit.Reason.FEW_SEEN);
    }

    @Test
    void asManyAsAreEnough_areEnough() {
        Timings timings = new Timings(() -> 0);
        timings.replace(List.of(new LearnedGaps(TEXT, List.of(0.0, 1_000.0), List.of(), 2)));

        assertThat(new LearnedClocks(timings, "o", FixedThresholds.DEFAULT, Set.of())
                        .limit(TEXT)
                        .reason())
                .isEqualTo(Limit.Reason.FLOOR);
    }
}
