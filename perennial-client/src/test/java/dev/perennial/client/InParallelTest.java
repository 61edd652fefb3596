package dev.perennial.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.client.InParallel.Result;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InParallelTest {

    private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

    @Test
    void orFirstError_allWell_givesResultsInOrder_soManyAtATime() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier seven = new CyclicBarrier(7);
        List<Integer> doubled = InParallel.atMost(7).orFirstError(NUMBERS, number -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            meet(seven, number);
            now.decrementAndGet();
            return 2 * number;
        });

        assertThat(doubled).isEqualTo(NUMBERS.stream().map(n -> 2 * n).toList());
        assertThat(most.get()).isEqualTo(7);
    }

    /** The first seven wait for each other. */
    private static void meet(CyclicBarrier seven, int number) {
        try {
            if (number < 7) {
                seven.await();
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void orFirstError_oneFails_interruptsTheOthers_andThrowsThat() {
        CountDownLatch ended = new CountDownLatch(3);
        CountDownLatch waiting = new CountDownLatch(3);
        assertThatThrownBy(() -> InParallel.atMost(8).orFirstError(List.of(0, 1, 2, 3), number -> {
                    try {
                        if (number == 3) {
                            waiting.await();
                            throw new IllegalArgumentException("three");
                        }
                        waiting.countDown();
                        new CountDownLatch(1).await();
                        return number;
                    } catch (InterruptedException e) {
                        ended.countDown();
                        throw new IllegalStateException(e);
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("three");
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void orFirstError_oneFails_doesNotBeginTheNext() {
        AtomicInteger begun = new AtomicInteger();
        assertThatThrownBy(() -> InParallel.atMost(1).orFirstError(NUMBERS, number -> {
                    begun.incrementAndGet();
                    throw new IllegalArgumentException("the first");
                }))
                .hasMessage("the first");
        assertThat(begun).hasValue(1);
    }

    @Test
    void allResults_someFail_hasTheRest() throws Exception {
        List<Result<Integer>> results = InParallel.atMost(2).allResults(List.of(1, 0, 4), number -> 8 / number);

        assertThat(results.getFirst()).isEqualTo(new Result.Done<>(8));
        assertThat(results.get(1))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(ArithmeticException.class));
        assertThat(results.getLast()).isEqualTo(new Result.Done<>(2));
    }

    @Test
    void orFirstError_error_passes() {
        assertThatThrownBy(() -> InParallel.atMost(2).orFirstError(List.of(1), number -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void atMost_none_refuses() {
        assertThatThrownBy(() -> InParallel.atMost(0)).hasMessage("limit is 0 but has to be at least 1");
    }
}
