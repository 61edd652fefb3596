package dev.perennial.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads a stream on a virtual thread of its own. */
final class AsyncReading {

    private AsyncReading() {}

    @SuppressWarnings("FutureReturnValueIgnored") // closing cannot fail
    static <T> CompletableFuture<T> start(MessageStream stream, Function<? super MessageStream, ? extends T> reading) {
        CompletableFuture<T> result = new CompletableFuture<>();
        result.whenComplete((value, failure) -> stream.close());
        Thread.ofVirtual().name("perennial-read").start(() -> read(stream, reading, result));
        return result;
    }

    /** Whatever is thrown is the future's, an error too: nobody else would hear of it. */
    private static <T> void read(
            MessageStream stream, Function<? super MessageStream, ? extends T> reading, CompletableFuture<T> result) {
        try {
            result.complete(reading.apply(stream));
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}
