package dev.perennial.simulator.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BucketTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MOST = 50_000_000;

    @Test
    void advance_manySmallSteps_isExactlyOneLargeStep() {
        Bucket steps = new Bucket(7, 7, 0);
        Bucket once = new Bucket(7, 7, 0);
        steps.take(7);
        once.take(7);
        for (long now = 1; now <= 50_000; now += 7) {
            steps.advance(now * 1_000_003, 0);
        }
        steps.advance(55 * SECOND, 0);
        once.advance(55 * SECOND, 0);

        assertThat(steps.remaining()).isEqualTo(once.remaining()).isEqualTo(6);
        assertThat(steps.nanosUntil(7)).isEqualTo(once.nanosUntil(7)).isEqualTo(5 * SECOND);
    }

    @Test
    void nanosUntil_thatMoment_isTheFirstAtWhichItFits() {
        Bucket bucket = new Bucket(90, 90, 0);
        bucket.take(90);
        long wait = bucket.nanosUntil(31);
        bucket.advance(wait - 1, 0);
        assertThat(bucket.remaining()).isEqualTo(30);
        bucket.advance(wait, 0);
        assertThat(bucket.remaining()).isEqualTo(31);
    }

    @Test
    void advance_foreignTraffic_slowsOrDrains() {
        Bucket slowed = new Bucket(60, 60, 0);
        slowed.take(60);
        slowed.advance(20 * SECOND, 30);
        assertThat(slowed.remaining()).isEqualTo(10);
        slowed.advance(30 * SECOND, 120);
        assertThat(slowed.remaining()).isZero();
    }

    @Test
    void advance_debt_isPaidBeforeForeignTrafficGetsAnything() {
        Bucket bucket = new Bucket(60, 60, 0);
        bucket.take(80);
        assertThat(bucket.remaining()).isEqualTo(-20);
        bucket.advance(20 * SECOND, 1_000);
        assertThat(bucket.remaining()).isZero();
    }

    @Test
    void advance_clockGoesBack_changesNothing() {
        Bucket bucket = new Bucket(60, 60, 10 * SECOND);
        bucket.take(30);
        bucket.advance(0, 0);
        assertThat(bucket.remaining()).isEqualTo(30);
    }

    @Test
    void resize_keepsWhatWasUsed() {
        Bucket bucket = new Bucket(100, 100, 0);
        bucket.take(30);
        bucket.resize(200, 200);
        assertThat(bucket.remaining()).isEqualTo(170);
        bucket.resize(10, 10);
        assertThat(bucket.remaining()).isEqualTo(-10);
    }

    @Test
    void anyOperations_staysBetweenADebtOfOneBucketAndFull() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long limit = 1 + random.nextLong(MOST);
            Bucket bucket = new Bucket(limit, limit, 0);
            long now = 0;
            for (int i = 0; i < 200; i++) {
                now += random.nextLong(90 * SECOND);
                step(bucket, random, now);

                assertThat(bucket.remaining())
                        .describedAs("seed %d, step %d", seed, i)
                        .isBetween(-bucket.capacity(), bucket.capacity());
                assertThat(bucket.nanosUntilFull()).isBetween(0L, 121 * SECOND);
            }
        }
    }

    private static void step(Bucket bucket, Random random, long now) {
        switch (random.nextInt(5)) {
            case 0 -> bucket.take(random.nextLong(2 * MOST));
            case 1 -> bucket.give(random.nextLong(2 * MOST));
            case 2 -> bucket.drain(random.nextLong(2 * MOST));
            case 3 -> bucket.advance(now, random.nextLong(MOST));
            default -> bucket.advance(now, 0);
        }
    }
}
