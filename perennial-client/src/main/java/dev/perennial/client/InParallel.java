package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Does the same with many inputs at once, each on a virtual thread of its own, so many at a time.
 *
 * <pre>{@code
 * List<String> answers = InParallel.atMost(8).orFirstError(questions, question -> {
 *     try (MessageStream stream = MessageStream.open(client, ask(question))) {
 *         return stream.finalText();
 *     }
 * });
 * }</pre>
 *
 * <p>As a program:
 *
 * {@snippet file="dev/perennial/examples/ConcurrentStreams.java"}
 *
 * <p>Results come in the order of the inputs. When a call returns or throws, all its threads have ended. Immutable, and for use by
 * several threads; each call has the limit for itself.
 */
public final class InParallel {

    private final int limit;

    private InParallel(int limit) {
        this.limit = limit;
    }

    /**
     * So many at a time.
     *
     * @param limit at least 1
     */
    public static InParallel atMost(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + " but has to be at least 1");
        }
        return new InParallel(limit);
    }

    /** What became of one input. */
    public sealed interface Result<O> {

        /** The task's value. */
        record Done<O>(O value) implements Result<O> {}

        /** What the task threw. */
        record Failed<O>(RuntimeException failure) implements Result<O> {}
    }

    /**
     * All results; at the first error the other tasks are interrupted, which ends their streams.
     *
     * @throws InterruptedException if the caller is interrupted; the tasks are too then
     * @throws RuntimeException what the first task that failed threw, as it is
     */
    public <I, O> List<O> orFirstError(Collection<? extends I> inputs, Function<? super I, ? extends O> task)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<O> ended = new ExecutorCompletionService<>(threads);
            List<Future<O>> started = start(inputs, task, ended);
            try {
                for (int i = 0; i < started.size(); i++) {
                    value(ended.take());
                }
                return values(started);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /**
     * What became of every input; an error of one leaves the others alone.
     *
     * @throws InterruptedException if the caller is interrupted; the tasks are too then
     */
    public <I, O> List<Result<O>> allResults(Collection<? extends I> inputs, Function<? super I, ? extends O> task)
            throws InterruptedException {
        return orFirstError(inputs, input -> result(input, task));
    }

    private <I, O> List<Future<O>> start(
            Collection<? extends I> inputs, Function<? super I, ? extends O> task, CompletionService<O> threads) {
        requireNonNull(task, "task");
        Semaphore free = new Semaphore(limit, true);
        List<Future<O>> started = new ArrayList<>();
        for (I input : inputs) {
            started.add(threads.submit(() -> {
                free.acquire();
                O value = task.apply(input);
                free.release(); // who fails keeps the place: nothing begins in it any more
                return value;
            }));
        }
        return started;
    }

    private static <I, O> Result<O> result(I input, Function<? super I, ? extends O> task) {
        try {
            return new Result.Done<>(task.apply(input));
        } catch (RuntimeException failure) {
            return new Result.Failed<>(failure);
        }
    }

    private static <O> List<O> values(List<Future<O>> ended) throws InterruptedException {
        List<O> values = new ArrayList<>();
        for (Future<O> future : ended) {
            values.add(value(future));
        }
        return values;
    }

    private static <O> O value(Future<O> ended) throws InterruptedException {
        try {
            return ended.get();
        } catch (ExecutionException e) {
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(ExecutionException ended) {
        return switch (ended.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException("the task was interrupted", ended);
        };
    }
}
