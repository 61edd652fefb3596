package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.SseException;
import dev.perennial.client.MessageEvent.MessageFinished;
import dev.perennial.client.MessageStreamException.Context;
import dev.perennial.client.StreamCutException.Manner;
import dev.perennial.client.StreamMalformedException.Problem;
import dev.perennial.stream.FrameEnd;
import dev.perennial.stream.FrameTooLargeException;
import dev.perennial.stream.SseDecoder;
import dev.perennial.stream.SseFrame;
import dev.perennial.stream.recovery.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads a response's body into events, on the thread that asks for them, and owns the response. */
final class EventSource implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 << 10;

    private final HttpResponse response;
    private final MessageFold fold;
    private final EventReader reader;
    private final SseDecoder decoder = new SseDecoder();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final Deque<MessageEvent> events = new ArrayDeque<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private @Nullable InputStream body;
    private @Nullable MessageStreamException failure;
    private boolean finished;

    EventSource(HttpResponse response, MessageFold fold) {
        this.response = response;
        this.fold = fold;
        this.reader = new EventReader(fold);
    }

    /** The next event; null once the message is finished. */
    @Nullable
    MessageEvent next() {
        while (events.isEmpty() && !finished && failure == null) {
            readChunk();
        }
        if (!events.isEmpty()) {
            return events.remove();
        }
        release();
        if (failure != null) {
            throw failure;
        }
        return null;
    }

    /** What became of the message, if its client keeps it alive. */
    Optional<Outcome> outcome() {
        return body instanceof MessageBody unbroken ? unbroken.outcome() : Optional.empty();
    }

    /** Ends the reading from any thread; the SDK makes a blocked read fail at once. */
    @Override
    public void close() {
        closed.set(true);
        response.close();
    }

    private void release() {
        response.close();
    }

    private void readChunk() {
        try {
            int length = body().read(chunk);
            if (length < 0) {
                failure = endOfBody();
            } else {
                decoder.feed(chunk, 0, length, this::take);
            }
        } catch (FrameTooLargeException e) {
            fail(new StreamMalformedException(Problem.TOO_LARGE, String.valueOf(e.getMessage()), context(), e));
        } catch (SseException e) {
            fail(apiError(new EventReader.Reading.ApiError(Json.MAPPER.valueToTree(e.body())), e));
        } catch (IOException | AnthropicIoException e) {
            fail(lost(e));
        }
    }

    private InputStream body() {
        if (body == null) {
            body = response.body();
        }
        return body;
    }

    private void take(SseFrame frame) {
        if (!frame.isEvent() || finished || failure != null) {
            return;
        }
        try {
            take(reader.read(frame));
        } catch (MalformedEventException e) {
            fail(new StreamMalformedException(Problem.BAD_EVENT, String.valueOf(e.getMessage()), context(), e));
        }
    }

    private void take(EventReader.Reading reading) {
        switch (reading) {
            case EventReader.Reading.Event(MessageEvent event) -> {
                events.add(event);
                finished = event instanceof MessageFinished;
            }
            case EventReader.Reading.ApiError error -> fail(apiError(error, null));
        }
    }

    private StreamErrorException apiError(EventReader.Reading.ApiError error, @Nullable Throwable cause) {
        Context context = context();
        String requestId = error.requestId().orElse(context.requestId());
        return new StreamErrorException(error, new Context(context.partial(), requestId), cause);
    }

    private MessageStreamException endOfBody() {
        if (closed.get()) {
            return closedHere(null);
        }
        if (!fold.isStarted() && !isEventStream()) {
            return new StreamMalformedException(
                    Problem.NO_STREAM, "its content type is " + contentType(), context(), null);
        }
        Manner manner = decoder.end() instanceof FrameEnd.InsideFrame ? Manner.INSIDE_EVENT : Manner.CLEAN_END;
        return new StreamCutException(manner, context(), null);
    }

    private MessageStreamException lost(Exception cause) {
        if (closed.get()) {
            return closedHere(cause);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new StreamClosedException("the reading thread was interrupted", context(), cause);
        }
        Optional<UnfinishedMessageException> givenUp = UnfinishedMessageException.in(cause);
        if (givenUp.isPresent()) {
            return givenUp(givenUp.get());
        }
        if (cause instanceof SocketTimeoutException || cause.getCause() instanceof SocketTimeoutException) {
            return new StreamStalledException(context(), cause);
        }
        return new StreamCutException(Manner.CONNECTION_LOST, context(), cause);
    }

    private MessageStreamException givenUp(UnfinishedMessageException cause) {
        return switch (cause.outcome()) {
            case Outcome.Stalled stalled -> new StreamStalledException(stalled, context(), cause);
            case Outcome.BudgetSpent spent -> new StreamTimeUpException(spent, context(), cause);
            case Outcome.Cancelled cancelled -> closedHere(cause);
            case Outcome.Cut cut -> new StreamCutException(cut, context(), cause);
            case Outcome.Overloaded overloaded -> new StreamCutException(overloaded, context(), cause);
            case Outcome.RateLimited limited -> new StreamCutException(limited, context(), cause);
            case Outcome.Rejected rejected -> new StreamCutException(rejected, context(), cause);
            case Outcome.Complete complete -> new StreamCutException(complete, context(), cause);
            case Outcome.Refused refused -> new StreamCutException(refused, context(), cause);
            case Outcome.ContextFull full -> new StreamCutException(full, context(), cause);
        };
    }

    private StreamClosedException closedHere(@Nullable Exception cause) {
        return new StreamClosedException("the stream was closed before the message was whole", context(), cause);
    }

    private void fail(MessageStreamException failed) {
        if (failure == null) {
            failure = failed;
        }
    }

    private Context context() {
        return new Context(
                fold.isStarted() ? PartialMessage.of(fold) : null,
                response.requestId().orElse(null));
    }

    private boolean isEventStream() {
        return contentType().toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    private String contentType() {
        return response.headers().values("Content-Type").stream().findFirst().orElse("not given");
    }
}
