package dev.perennial.governor.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link LimitBucket} has to do; an implementation supplies the store. */
abstract class LimitBucketContract {

    private static final Amounts LIMITS = new Amounts(600, 60_000, 12_000);
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    abstract LimitStore store();

    private LimitBucket bucket() {
        return bucket(Amounts.NONE);
    }

    private LimitBucket bucket(Amounts most) {
        return store().bucket("pool", new StartingLimits(LIMITS, most), 0);
    }

    private static Demand input(long tokens) {
        return Demand.exactly(new Amounts(0, tokens, 0));
    }

    private static Amounts inputOf(long tokens) {
        return new Amounts(0, tokens, 0);
    }

    private static long low(LimitBucket bucket, Dimension dimension, long now) {
        return bucket.level(dimension, now).low();
    }

    private static long high(LimitBucket bucket, Dimension dimension, long now) {
        return bucket.level(dimension, now).high();
    }

    @Test
    void bucket_new_isFull() {
        LimitBucket bucket = bucket();

        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(60_000);
        assertThat(low(bucket, Dimension.OUTPUT, 0)).isEqualTo(12_000);
        assertThat(bucket.level(Dimension.INPUT, 0).known()).isFalse();
    }

    @Test
    void bucket_ofRequests_holdsASecondsWorth() {
        assertThat(bucket().capacity(Dimension.REQUESTS)).isEqualTo(10);
    }

    @Test
    void bucket_sameName_isTheSame() {
        LimitStore store = store();
        StartingLimits limits = new StartingLimits(LIMITS, Amounts.NONE);
        store.bucket("one", limits, 0).take(input(50_000), 0);

        assertThat(low(store.bucket("one", limits, 0), Dimension.INPUT, 0)).isEqualTo(10_000);
        assertThat(low(store.bucket("other", limits, 0), Dimension.INPUT, 0)).isEqualTo(60_000);
    }

    @Test
    void take_whatIsThere_leavesTheRest() {
        LimitBucket bucket = bucket();

        assertThat(bucket.take(Demand.exactly(new Amounts(1, 20_000, 2_000)), 0))
                .isEqualTo(Taking.TAKEN);

        assertThat(low(bucket, Dimension.REQUESTS, 0)).isEqualTo(9);
        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(40_000);
        assertThat(low(bucket, Dimension.OUTPUT, 0)).isEqualTo(10_000);
    }

    @Test
    void take_oneDimensionShort_takesNothingOfAny() {
        LimitBucket bucket = bucket();
        bucket.take(Demand.exactly(new Amounts(0, 0, 12_000)), 0);

        assertThat(bucket.take(Demand.exactly(new Amounts(1, 20_000, 200)), 0))
                .isEqualTo(new Taking.Shortage(Dimension.OUTPUT, SECOND));

        assertThat(low(bucket, Dimension.REQUESTS, 0)).isEqualTo(10);
        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(60_000);
    }

    @Test
    void take_atTheTimeThatWasTold_succeedsAndNotBefore() {
        LimitBucket bucket = bucket();
        bucket.take(input(60_000), 0);

        assertThat(bucket.take(input(7), 7 * 1_000_000 - 1)).isEqualTo(new Taking.Shortage(Dimension.INPUT, 1));
        assertThat(bucket.take(input(7), 7 * 1_000_000)).isEqualTo(Taking.TAKEN);
    }

    @Test
    void take_uncertainAmount_widensTheRange() {
        LimitBucket bucket = bucket();

        bucket.take(new Demand(inputOf(10_000), inputOf(10_000), inputOf(6_000)), 0);

        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(50_000);
        assertThat(high(bucket, Dimension.INPUT, 0)).isEqualTo(54_000);
    }

    @Test
    void take_moreThanItHolds_waitsUntilItIsSurelyFullAndLeavesADebt() {
        LimitBucket bucket = bucket();
        bucket.take(input(1_000), 0);
        long full = SECOND;

        assertThat(bucket.take(input(100_000), full - 1)).isInstanceOf(Taking.Shortage.class);
        assertThat(bucket.take(input(100_000), full)).isEqualTo(new Taking.Shortage(Dimension.INPUT, SECOND / 2));
        assertThat(bucket.take(input(100_000), full + SECOND / 2)).isEqualTo(Taking.TAKEN);
        assertThat(low(bucket, Dimension.INPUT, full + SECOND / 2)).isEqualTo(-40_000);
    }

    @Test
    void time_goingBack_changesNothing() {
        LimitBucket bucket = bucket();
        bucket.take(input(60_000), 10 * SECOND);

        assertThat(low(bucket, Dimension.INPUT, 5 * SECOND)).isZero();
        assertThat(low(bucket, Dimension.INPUT, 11 * SECOND)).isEqualTo(1_000);
    }

    @Test
    void refill_overAMonth_stopsWhenFull() {
        LimitBucket bucket = bucket();
        bucket.take(Demand.exactly(LIMITS.with(Dimension.REQUESTS, 10)), 0);
        long month = Duration.ofDays(30).toNanos();

        assertThat(low(bucket, Dimension.REQUESTS, month)).isEqualTo(10);
        assertThat(low(bucket, Dimension.INPUT, month)).isEqualTo(60_000);
    }

    @Test
    void correct_back_fillsNoMoreThanFull() {
        LimitBucket bucket = bucket();
        bucket.take(input(1_000), 0);

        bucket.correct(inputOf(5_000), inputOf(5_000), 0);

        assertThat(high(bucket, Dimension.INPUT, 0)).isEqualTo(60_000);
    }

    @Test
    void correct_more_leavesADebtThatIsPaidFirst() {
        LimitBucket bucket = bucket();
        bucket.take(input(60_000), 0);
        bucket.correct(inputOf(-3_000), inputOf(-3_000), 0);

        assertThat(bucket.take(input(1_000), 0)).isEqualTo(new Taking.Shortage(Dimension.INPUT, 4 * SECOND));
    }

    @Test
    void correct_largeDebts_staysWithinBounds() {
        LimitBucket bucket = bucket();
        for (int i = 0; i < 10; i++) {
            bucket.correct(inputOf(Long.MIN_VALUE / 2), inputOf(Long.MIN_VALUE / 2), 0);
        }

        assertThat(low(bucket, Dimension.INPUT, 0)).isNegative();
        assertThat(low(bucket, Dimension.INPUT, Duration.ofDays(400).toNanos())).isEqualTo(60_000);
    }

    @Test
    void sight_lowerThanThought_isBelievedAtOnce() {
        LimitBucket bucket = bucket();

        bucket.sight(Dimension.INPUT, new Sighting(0, 29_000, 31_000), 0);

        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(29_000);
        assertThat(high(bucket, Dimension.INPUT, 0)).isEqualTo(31_000);
    }

    @Test
    void sight_slightlyLower_isTakenForRoundingNotForForeignTraffic() {
        LimitBucket bucket = bucket();

        bucket.sight(Dimension.INPUT, new Sighting(0, 57_000, 59_000), 0);

        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(59_000);
        assertThat(bucket.level(Dimension.INPUT, 0).foreign()).isZero();
    }

    @Test
    void sight_higherThanThought_isBelievedTheSecondTime() {
        LimitBucket bucket = bucket();
        bucket.take(input(60_000), 0);

        bucket.sight(Dimension.INPUT, new Sighting(0, 29_000, 31_000), 0);
        assertThat(high(bucket, Dimension.INPUT, 0)).isZero();

        bucket.sight(Dimension.INPUT, new Sighting(0, 30_000, 32_000), 0);
        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(30_000);
        assertThat(high(bucket, Dimension.INPUT, 0)).isEqualTo(32_000);
    }

    @Test
    void sight_higherOnlyOnce_isForgottenWhenTheNextAgreesWithUs() {
        LimitBucket bucket = bucket();
        bucket.take(input(60_000), 0);

        bucket.sight(Dimension.INPUT, new Sighting(0, 29_000, 31_000), 0);
        bucket.sight(Dimension.INPUT, new Sighting(0, -1_000, 1_000), 0);
        bucket.sight(Dimension.INPUT, new Sighting(0, 29_000, 31_000), 0);

        assertThat(high(bucket, Dimension.INPUT, 0)).isZero();
    }

    @Test
    void sight_withinTheRange_narrowsIt() {
        LimitBucket bucket = bucket();
        bucket.take(new Demand(inputOf(40_000), inputOf(40_000), Amounts.NONE), 0);

        bucket.sight(Dimension.INPUT, new Sighting(0, 34_000, 36_000), 0);

        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(34_000);
        assertThat(high(bucket, Dimension.INPUT, 0)).isEqualTo(36_000);
    }

    @Test
    void sight_ofRequests_neverRaises() {
        LimitBucket bucket = bucket();
        bucket.take(Demand.exactly(new Amounts(10, 0, 0)), 0);

        bucket.sight(Dimension.REQUESTS, new Sighting(0, 580, 580), 0);
        bucket.sight(Dimension.REQUESTS, new Sighting(0, 580, 580), 0);
        assertThat(low(bucket, Dimension.REQUESTS, 0)).isZero();

        bucket.sight(Dimension.REQUESTS, new Sighting(0, 3, 3), SECOND);
        assertThat(low(bucket, Dimension.REQUESTS, SECOND)).isEqualTo(3);
    }

    @Test
    void sight_zeroOfUnknownDepth_isZero() {
        LimitBucket bucket = bucket();

        bucket.sight(Dimension.INPUT, new Sighting(0, Long.MIN_VALUE, 1_000), 0);

        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(1_000);
    }

    @Test
    void sight_anotherLimit_startsAnewWithWhatWasTold() {
        LimitBucket bucket = bucket();
        bucket.take(input(60_000), 0);

        bucket.sight(Dimension.INPUT, new Sighting(2_000_000, 1_989_000, 1_991_000), 0);

        LevelState level = bucket.level(Dimension.INPUT, 0);
        assertThat(level.limit()).isEqualTo(2_000_000);
        assertThat(level.known()).isTrue();
        assertThat(level.low()).isEqualTo(1_989_000);
        assertThat(level.high()).isEqualTo(1_991_000);
    }

    @Test
    void sight_aLimitAboveWhatTheUserAllows_keepsTheUsers() {
        LimitBucket bucket = bucket(new Amounts(0, 30_000, 0));

        bucket.sight(Dimension.INPUT, new Sighting(2_000_000, 1_989_000, 1_991_000), 0);

        assertThat(bucket.level(Dimension.INPUT, 0).limit()).isEqualTo(30_000);
        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(30_000);
    }

    @Test
    void sight_whileTheUserAllowsLess_neverRaises() {
        LimitBucket bucket = bucket(new Amounts(0, 30_000, 0));
        Sighting plenty = new Sighting(2_000_000, 1_989_000, 1_991_000);
        bucket.sight(Dimension.INPUT, plenty, 0);
        bucket.take(input(30_000), 0);

        bucket.sight(Dimension.INPUT, plenty, 0);
        bucket.sight(Dimension.INPUT, plenty, 0);
        bucket.sight(Dimension.INPUT, plenty, 0);

        assertThat(high(bucket, Dimension.INPUT, 0)).isZero();
    }

    @Test
    void sight_muchMissing_isTrafficOfOthersThatFades() {
        LimitBucket bucket = bucket();

        bucket.sight(Dimension.INPUT, new Sighting(0, 54_000, 55_000), 0);
        assertThat(bucket.level(Dimension.INPUT, 0).foreign()).isEqualTo(30_000);

        bucket.sight(Dimension.INPUT, new Sighting(0, 0, 1_000), 0);
        assertThat(low(bucket, Dimension.INPUT, 10 * SECOND)).isLessThan(8_000);
        assertThat(bucket.level(Dimension.INPUT, 5 * MINUTE).foreign()).isLessThan(600);
    }

    @Test
    void missed_whatSeemedToBeThere_isGoneAndCountsAsTrafficOfOthers() {
        LimitBucket bucket = bucket();

        bucket.missed(Dimension.REQUESTS, 0);

        assertThat(low(bucket, Dimension.REQUESTS, 0)).isZero();
        assertThat(bucket.level(Dimension.REQUESTS, 0).foreign()).isEqualTo(75);
        assertThat(bucket.level(Dimension.REQUESTS, 20 * MINUTE).foreign()).isZero();
    }

    @Test
    void foreign_inManySmallSteps_fadesAsInOne() {
        LimitBucket stepwise = bucket();
        LimitBucket atOnce = bucket();
        stepwise.missed(Dimension.REQUESTS, 0);
        atOnce.missed(Dimension.REQUESTS, 0);
        for (long now = 0; now < 30 * SECOND; now += SECOND / 1_000) {
            stepwise.level(Dimension.REQUESTS, now);
        }

        assertThat(stepwise.level(Dimension.REQUESTS, 30 * SECOND).foreign())
                .isBetween(
                        atOnce.level(Dimension.REQUESTS, 30 * SECOND).foreign() - 2,
                        atOnce.level(Dimension.REQUESTS, 30 * SECOND).foreign() + 2);
    }

    @Test
    void assume_anotherLimit_keepsWhatWasUsed() {
        LimitBucket bucket = bucket();
        bucket.take(input(20_000), 0);

        bucket.assume(Dimension.INPUT, 120_000, 0);
        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(100_000);

        bucket.assume(Dimension.INPUT, 10_000, 0);
        assertThat(low(bucket, Dimension.INPUT, 0)).isEqualTo(-10_000);
        assertThat(bucket.level(Dimension.INPUT, 0).known()).isFalse();
    }

    /** A bucket kept in parts by the plainest arithmetic, of which the true amounts are known. */
    private static final class Truth {

        double left = LIMITS.input();
        long at;

        void advance(long now) {
            left = Math.min((double) LIMITS.input(), left + (double) LIMITS.input() * (now - at) / MINUTE);
            at = now;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void random_takingAndSettling_neverGivesMoreThanThereIs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LimitBucket bucket = bucket();
        Truth truth = new Truth();
        long now = 0;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextLong(2 * SECOND);
            truth.advance(now);
            long most = random.nextLong(1, 20_000);
            long least = random.nextLong(most + 1);
            long real = random.nextLong(least, most + 1);
            if (bucket.take(new Demand(inputOf(most), inputOf(most), inputOf(least)), now) instanceof Taking.Taken) {
                truth.left -= real;
                assertThat(truth.left).as("seed %d, step %d", seed, i).isGreaterThanOrEqualTo(-1e-3);
                if (random.nextInt(3) > 0) {
                    bucket.correct(inputOf(most - real), inputOf(least - real), now);
                }
            }
            if (random.nextInt(10) == 0) {
                long told = Math.round(truth.left / 1_000) * 1_000;
                bucket.sight(Dimension.INPUT, new Sighting(0, told - 1_000, told + 1_000), now);
            }
            LevelState level = bucket.level(Dimension.INPUT, now);
            assertThat((double) level.low()).as("seed %d, step %d", seed, i).isLessThanOrEqualTo(truth.left + 1e-3);
            assertThat(level.high() + 1.0).as("seed %d, step %d", seed, i).isGreaterThanOrEqualTo(truth.left - 1e-3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void random_refunds_leaveNoTrace(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LimitBucket bucket = bucket();
        LimitBucket untouched = bucket();
        Amounts used = new Amounts(0, 30_000, 6_000);
        bucket.take(Demand.exactly(used), 0);
        untouched.take(Demand.exactly(used), 0);
        long now = 0;
        for (int i = 0; i < 1_000; i++) {
            now += random.nextLong(SECOND / 100);
            Amounts amounts = new Amounts(random.nextLong(3), random.nextLong(5_000), random.nextLong(500));
            if (bucket.take(Demand.exactly(amounts), now) instanceof Taking.Taken) {
                bucket.correct(amounts, amounts, now);
            }
            for (Dimension dimension : Dimension.values()) {
                assertThat(bucket.level(dimension, now))
                        .as("seed %d, step %d", seed, i)
                        .isEqualTo(untouched.level(dimension, now));
            }
        }
    }
}
