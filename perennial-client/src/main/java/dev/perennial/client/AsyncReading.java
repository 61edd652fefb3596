package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads a stream on a virtual thread of its own. */
final class AsyncReading {

    private AsyncReading() {}

    /** The stream of a response that is to come; whoever cancels this gets rid of the response. */
    @SuppressWarnings("FutureReturnValueIgnored") // whatever becomes of it is told by the other future
    static CompletableFuture<MessageStream> opened(CompletableFuture<? extends HttpResponse> response) {
        CompletableFuture<MessageStream> opened = new CompletableFuture<>();
        response.whenComplete((arrived, failure) -> {
            if (failure != null) {
                opened.completeExceptionally(failure);
            } else {
                MessageStream stream = new MessageStream(arrived);
                if (!opened.complete(stream)) {
                    stream.close();
                }
            }
        });
        return opened;
    }

    /** Reads the stream once it is there; whoever cancels this closes it, whether it is or not. */
    @SuppressWarnings("FutureReturnValueIgnored") // closing cannot fail
    static <T> CompletableFuture<T> read(
            CompletableFuture<MessageStream> opened, Function<? super MessageStream, ? extends T> reading) {
        CompletableFuture<T> result = opened.thenCompose(stream -> start(stream, reading));
        result.whenComplete((value, failure) -> {
            if (result.isCancelled() && !opened.cancel(true)) {
                opened.thenAccept(MessageStream::close);
            }
        });
        return result;
    }

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
