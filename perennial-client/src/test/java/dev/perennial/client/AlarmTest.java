package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AlarmTest {

    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private final Alarm alarm = new Alarm();

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void in_soonerThanAnother_ringsWithoutWaitingForIt() throws Exception {
        CountDownLatch rang = new CountDownLatch(1);
        Alarm.Ring later = alarm.in(HOUR, () -> {});

        alarm.in(MILLISECOND, rang::countDown);

        await(rang);
        later.cancel();
    }

    @Test
    void in_afterAnotherHasRung_rings() throws Exception {
        for (int i = 0; i < 3; i++) {
            CountDownLatch rang = new CountDownLatch(1);
            alarm.in(-1, rang::countDown);
            await(rang);
        }
    }

    @Test
    void in_somethingThatFails_doesNotKeepOthersFromRinging() throws Exception {
        CountDownLatch rang = new CountDownLatch(1);
        alarm.in(0, () -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, meant) -> {});
            throw new IllegalStateException("meant");
        });

        alarm.in(MILLISECOND, rang::countDown);

        await(rang);
    }

    @Test
    void cancel_someOfManyFromManyThreads_theOthersRingOnceAndOnlyThey() throws Exception {
        int threads = 4;
        int each = 500;
        AtomicInteger cancelled = new AtomicInteger();
        CountDownLatch rang = new CountDownLatch(threads * each / 2);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Random random = new Random(t);
            all.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each / 2; i++) {
                    alarm.in(random.nextLong(20 * MILLISECOND), rang::countDown);
                    alarm.in(HOUR + random.nextLong(HOUR), cancelled::incrementAndGet)
                            .cancel();
                }
            }));
        }
        for (Thread thread : all) {
            thread.join();
        }

        await(rang);
        assertThat(cancelled).hasValue(0);
    }
}
