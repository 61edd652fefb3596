package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions do not wait for one another. */
@Timeout(60)
final class SessionLocksTest {

    private final SessionLocks locks = new SessionLocks();

    @Test
    void anotherSession_isNotWaitedFor() {
        String inner = locks.with(
                "s-1",
                () -> CompletableFuture.supplyAsync(
                                () -> locks.with("s-2", () -> "free"),
                                task -> Thread.ofVirtual().start(task))
                        .join());

        assertThat(inner).isEqualTo("free");
    }

    @Test
    void theSameSession_isOneAfterTheOther() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch held = new CountDownLatch(1);
        Thread second = Thread.ofVirtual().unstarted(() -> locks.with("s-1", () -> order.add("second")));
        Thread first = Thread.ofPlatform() // which lets others run where there is one processor
                .start(() -> locks.with("s-1", () -> {
                    held.countDown();
                    while (second.getState() != Thread.State.WAITING) {
                        Thread.onSpinWait();
                    }
                    return order.add("first");
                }));
        held.await();
        second.start();
        first.join();
        second.join();

        assertThat(order).containsExactly("first", "second");
    }
}
