package dev.perennial.stream.clocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GapHistogramTest {

    @Test
    void aGap_isBelowTheEndOfItsBucket_byAtMostAQuarter() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            long gap = (long) Math.exp(random.nextDouble(Math.log(1L << 20), Math.log(1L << 42)));
            long end = GapHistogram.end(GapHistogram.bucket(gap));

            assertThat(end).isGreaterThan(gap);
            assertThat((double) end / gap).isLessThanOrEqualTo(1.25);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, (1L << 20) - 1})
    void whatIsBelowAMillisecond_isInTheFirstBucket(long gap) {
        assertThat(GapHistogram.bucket(gap)).isZero();
    }

    @Test
    void theLongestGapThereIs_isInTheLastBucket() {
        assertThat(GapHistogram.bucket(Long.MAX_VALUE)).isEqualTo(GapHistogram.BUCKETS - 1);
    }

    @Test
    void aQuantile_isWhatSoManyDoNotExceed() {
        GapHistogram gaps = new GapHistogram();
        gaps.add(GapHistogram.bucket(50_000_000), 999);
        gaps.add(GapHistogram.bucket(5_000_000_000L), 1);

        assertThat(gaps.quantile(0.5)).isBetween(50_000_000L, 62_500_000L);
        assertThat(gaps.quantile(0.998)).isBetween(50_000_000L, 62_500_000L);
        assertThat(gaps.quantile(0.9995)).isBetween(5_000_000_000L, 6_250_000_000L);
    }

    @Test
    void gapsThatWereCutOff_countForQuantiles_butAreNotTheLongest() {
        GapHistogram gaps = new GapHistogram();
        gaps.add(GapHistogram.bucket(50_000_000), 90);
        gaps.addCut(GapHistogram.bucket(25_000_000_000L), 10);

        assertThat(gaps.quantile(0.95)).isGreaterThan(25_000_000_000L);
        assertThat(gaps.longest(1)).isLessThan(62_500_001L);
    }

    @Test
    void nothing_hasNoQuantiles() {
        GapHistogram gaps = new GapHistogram();

        assertThat(gaps.quantile(0.999)).isZero();
        assertThat(gaps.longest(2)).isZero();
        assertThat(gaps.mean()).isZero();
    }

    @Test
    void theLongest_areThoseThatOnlySoManyExceed() {
        GapHistogram gaps = new GapHistogram();
        gaps.add(GapHistogram.bucket(10_000_000_000L), 2);
        gaps.add(GapHistogram.bucket(1_000_000_000L), 5);

        assertThat(gaps.longest(1)).isGreaterThan(10_000_000_000L);
        assertThat(gaps.longest(2)).isBetween(1_000_000_000L, 1_250_000_000L);
    }

    @Test
    void whatFades_keepsItsShape() {
        GapHistogram gaps = new GapHistogram();
        gaps.add(3, 8);
        gaps.add(40, 2);
        gaps.addNanos(1_000);
        long before = gaps.quantile(0.9);

        gaps.fade(0.25);

        assertThat(gaps.weight()).isEqualTo(2.5, within(1e-9));
        assertThat(gaps.mean()).isEqualTo(100, within(1e-9));
        assertThat(gaps.quantile(0.9)).isEqualTo(before);
    }
}
