package dev.perennial.client;

import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.SseException;
import dev.perennial.client.MessageEvent.BlockRestarted;
import dev.perennial.client.MessageEvent.MessageFinished;
import dev.perennial.client.MessageEvent.TextDelta;
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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response's body into events, on the thread that asks for them, and owns the response. A frame is read and folded when
 * its event is asked for, so that the fold is never ahead of the reader. One thread reads; any thread may look at the fold.
 */
final class EventSource implements AutoCloseable {

    private static final int CHUNK_BYTES = 16 << 10;

    /** What the reader wants of the frames. */
    private enum Wanted {
        EVENTS,
        TEXT,
        NOTHING
    }

    private final HttpResponse response;
    private final MessageFold fold = new MessageFold();
    private final EventReader reader = new EventReader(fold);
    private final ReentrantLock folding = new ReentrantLock();
    private final SseDecoder decoder = new SseDecoder();
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final AtomicBoolean closed = new AtomicBoolean();
    private final InterruptibleReading reading;

    private int at;
    private int length;
    private Wanted wanted = Wanted.EVENTS;
    private @Nullable MessageEvent event;
    private String text = "";
    private @Nullable InputStream body;
    private @Nullable MessageStreamException failure;
    private boolean finished;

    EventSource(HttpResponse response) {
        this.response = response;
        this.reading = new InterruptibleReading(response::close);
    }

    /** The source of what follows these frames, which are folded, but given to nobody. */
    EventSource(HttpResponse response, byte[] before) {
        this(response);
        decoder.feed(before, 0, before.length, this::take);
        event = null;
        text = "";
    }

    /** The next event; null once the message is finished. */
    @Nullable
    MessageEvent next() {
        wanted = Wanted.EVENTS;
        event = null;
        while (event == null && readFrame()) {
            // Frames without an event are passed over.
        }
        return event;
    }

    /** The next text of a text block that is not empty; null once the message is finished. */
    @Nullable
    String nextText() {
        wanted = Wanted.TEXT;
        text = "";
        while (text.isEmpty() && readFrame()) {
            // Frames without text are passed over.
        }
        return text.isEmpty() ? null : text;
    }

    /** Reads and folds what is left. */
    void readRest() {
        wanted = Wanted.NOTHING;
        while (readFrame()) {
            // Folding is all that is wanted.
        }
    }

    /** Whether the last event of the message was given; for the thread that reads. */
    boolean isFinished() {
        return finished;
    }

    /** Looks at the message so far, from any thread. */
    <T> T look(Function<MessageFold, T> look) {
        folding.lock();
        try {
            return look.apply(fold);
        } finally {
            folding.unlock();
        }
    }

    /** Reads on to the end of a frame, or of the bytes that are there; false once the message is finished. */
    private boolean readFrame() {
        if (finished || failure != null) {
            return over();
        }
        if (at == length) {
            readChunk();
        }
        if (at < length) {
            decodeFrame();
        }
        return true;
    }

    private boolean over() {
        response.close();
        if (failure != null) {
            throw failure;
        }
        return false;
    }

    private void decodeFrame() {
        try {
            at += decoder.feedFrame(chunk, at, length - at, this::take);
        } catch (FrameTooLargeException e) {
            fail(new StreamMalformedException(Problem.TOO_LARGE, String.valueOf(e.getMessage()), context(), e));
        }
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

    private void readChunk() {
        try {
            at = 0;
            length = 0;
            int count = reading.read(body(), chunk, 0, chunk.length);
            if (count < 0) {
                failure = endOfBody();
            } else {
                length = count;
            }
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
        folding.lock();
        try {
            fold(frame);
        } catch (MalformedEventException e) {
            fail(new StreamMalformedException(Problem.BAD_EVENT, String.valueOf(e.getMessage()), context(), e));
        } finally {
            folding.unlock();
        }
    }

    private void fold(SseFrame frame) throws MalformedEventException {
        if (!frame.isEvent()) {
            PerennialNotes.read(frame).ifPresent(this::note);
        } else if (reader.readShort(frame)) {
            takeShort(reader.shortDeltas());
        } else {
            take(reader.read(frame));
        }
    }

    private void takeShort(ShortDeltas deltas) {
        switch (wanted) {
            case EVENTS -> event = deltas.event();
            case TEXT -> text = deltas.text(DeltaText.TEXT);
            case NOTHING -> {}
        }
    }

    private void take(EventReader.Reading reading) {
        switch (reading) {
            case EventReader.Reading.Event(MessageEvent read) -> give(read);
            case EventReader.Reading.ApiError error -> fail(apiError(error, null));
        }
    }

    private void note(MessageEvent note) {
        if (!(note instanceof BlockRestarted restarted) || reader.restart(restarted.index())) {
            give(note);
        }
    }

    private void give(MessageEvent read) {
        event = read;
        text = read instanceof TextDelta delta ? delta.text() : "";
        finished = read instanceof MessageFinished;
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
