package dev.perennial.benchmarks.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.governor.limit.Amounts;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The goals of the governor, in virtual time; the seed decides what agents want and how the network behaves. */
final class GovernorGoalsTest {

    private static final double SECONDS_BETWEEN_TURNS = 12;
    private static final long HALF_AN_HOUR = 30 * Events.MINUTE;

    private static Terms terms(long seed) {
        Amounts needs = Trial.needs(SECONDS_BETWEEN_TURNS, seed);
        Amounts limits = Amounts.of(d -> needs.of(d) * 100 / 95);
        return new Terms(limits, Amounts.NONE, Terms.Headers.THOUSANDS, limits.input() * 3 / 4);
    }

    private static Trial run(Function<Trial, Policy> policy, double seconds, Terms terms, long seed) {
        Trial trial = new Trial(terms, seed);
        trial.begin(policy.apply(trial), seconds, seed);
        trial.events().runUntil(HALF_AN_HOUR);
        return trial;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fiftyAgents_wantingNearlyAllOfTheLimits_getItWithoutRefusals(long seed) {
        Terms terms = terms(seed);
        Trial governed = run(Trial::governed, SECONDS_BETWEEN_TURNS, terms, seed);
        Tally ideal = run(Trial::ideal, SECONDS_BETWEEN_TURNS, terms, seed).tally();

        assertThat(governed.tally().refusedShare()).isLessThanOrEqualTo(0.001);
        assertThat((double) governed.tally().useful()).isGreaterThanOrEqualTo(0.95 * ideal.useful());
        assertThat(governed.tally().waitSeconds(0.99)).isLessThanOrEqualTo(2 * ideal.waitSeconds(0.99));
        assertThat(governed.errors().ofPrompts(0.95)).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fiftyAgents_wantingThreeTimesTheLimits_shareThemEqually(long seed) {
        Terms terms = terms(seed);
        Tally governed =
                run(Trial::governed, SECONDS_BETWEEN_TURNS / 3, terms, seed).tally();
        Tally ideal = run(Trial::ideal, SECONDS_BETWEEN_TURNS / 3, terms, seed).tally();

        assertThat(governed.refusedShare()).isLessThanOrEqualTo(0.001);
        assertThat((double) governed.useful()).isGreaterThanOrEqualTo(0.95 * ideal.useful());
        assertThat(governed.jain()).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void limitsHalvedWhileRunning_areUsedToTheFull(long seed) {
        Terms halved =
                terms(seed).withLimits(Amounts.of(d -> terms(seed).limits().of(d) / 2));
        long change = 10 * Events.MINUTE;
        long end = 20 * Events.MINUTE;
        Tally governed = changed(Trial::governed, halved, seed);
        Tally ideal = changed(Trial::ideal, halved, seed);

        assertThat(governed.inputPerMinute(change, end))
                .isGreaterThanOrEqualTo(0.95 * ideal.inputPerMinute(change, end));
        assertThat(governed.refusalsBetween(change, end)).isLessThanOrEqualTo(3);
    }

    private static Tally changed(Function<Trial, Policy> policy, Terms after, long seed) {
        Trial trial = new Trial(terms(seed), seed);
        trial.begin(policy.apply(trial), SECONDS_BETWEEN_TURNS / 3, seed);
        trial.events().runUntil(10 * Events.MINUTE);
        trial.server().change(after);
        trial.events().runUntil(20 * Events.MINUTE);
        return trial.tally();
    }
}
