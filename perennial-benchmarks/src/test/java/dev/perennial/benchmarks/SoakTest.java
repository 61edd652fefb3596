package dev.perennial.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short soak in each build; as many streams and seconds as the properties say under {@code -Pfull}. */
final class SoakTest {

    private static final int STREAMS = Integer.getInteger("perennial.soak.streams", 60);
    private static final int SECONDS = Integer.getInteger("perennial.soak.seconds", 4);

    @Test
    void streamsThatBreakAtRandom_areAllWhole_andLeaveNothingBehind() throws Exception {
        Soak.Result result = Soak.of(STREAMS, Duration.ofSeconds(SECONDS));

        assertThat(result.failures()).isEmpty();
        assertThat(result.streams()).isGreaterThanOrEqualTo(STREAMS);
        assertThat(result.resumes()).isGreaterThan(STREAMS / 2);
        assertThat(result.after().isWithin(result.before()))
                .as("%s is no more than %s", result.after(), result.before())
                .isTrue();
    }
}
