package dev.perennial.agent;

import com.anthropic.errors.AnthropicServiceException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageStream;
import dev.perennial.client.MessageStreamException;
import dev.perennial.client.PartialMessage;
import dev.perennial.client.ReceivedMessage;
import dev.perennial.client.UnfinishedMessageException;
import dev.perennial.models.TokenUsage;
import dev.perennial.stream.recovery.AttemptReport;
import dev.perennial.stream.recovery.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one request and reads its answer into the event log; says what became of it. */
final class ModelTurn {

    static final Failure CANCELLED = new Failure(Outcome.CANCELLED, "cancelled", "Stopped by the user.");

    private final MessageSource source;
    private final EventLog log;
    private final ReadAhead readAhead;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;
    private final Exchanges exchanges;
    private final ConversationHash hash = new ConversationHash();

    /**
     * @param event how the response ended
     * @param attempts what was sent, for the record: more than one request where the stream was kept alive
     * @param failure what went wrong; {@code null} if the answer is whole
     */
    private record End(
            SessionEvent event,
            List<Attempt> attempts,
            @Nullable Failure failure) {
        Optional<Failure> failed() {
            return Optional.ofNullable(failure);
        }
    }

    ModelTurn(
            MessageSource source, EventLog log, ReadAhead readAhead, Cancellation cancellation, LongSupplier nanoTime) {
        this.source = source;
        this.log = log;
        this.readAhead = readAhead;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
        this.exchanges = new Exchanges(log, nanoTime);
        source.tellExchanges(exchanges);
    }

    /** Sends the conversation. */
    Optional<Failure> take(int number, List<ObjectNode> messages, List<Tool> tools) {
        log.append(new SessionEvent.RequestStarted(number, messages.size(), hash.of(messages)));
        ObjectNode conversation = MessageJson.conversation(messages, tools);
        return over(take(number, List.of(), () -> source.open(conversation)));
    }

    /** Goes on with the response to a conversation that another process had sent. */
    Optional<Failure> resume(
            int number, List<ObjectNode> messages, List<Tool> tools, Optional<ReceivedMessage> received) {
        ObjectNode conversation = MessageJson.conversation(messages, tools);
        List<ToolCall> calls = received.map(ModelTurn::wholeCalls).orElse(List.of());
        return over(take(
                number,
                calls,
                () -> received.isPresent() ? source.resume(conversation, received.get()) : source.open(conversation)));
    }

    private static List<ToolCall> wholeCalls(ReceivedMessage received) {
        return MessageJson.callsIn(received.blocks().stream()
                .filter(ReceivedMessage.Block::isFinished)
                .map(ReceivedMessage.Block::json)
                .toList());
    }

    /** What the response cost is kept with its end, so that no process dies between them. */
    private Optional<Failure> over(End end) {
        exchanges.over();
        List<SessionEvent> events = new ArrayList<>(List.of(end.event()));
        end.attempts().forEach(attempt -> events.add(new SessionEvent.Attempted(attempt)));
        log.append(events);
        return end.failed();
    }

    private End take(int number, List<ToolCall> calls, Supplier<MessageStream> opening) {
        exchanges.begin();
        readAhead.begin();
        readAhead.offer(calls);
        log.settle();
        Started started = new Started(number, nanoTime.getAsLong());
        try (MessageStream stream = opening.get()) {
            return read(started, stream);
        } catch (Exception failure) {
            // The SDK is written in Kotlin: an interrupt in its waits comes as the checked exception that nobody
            // declares.
            if (failure instanceof InterruptedException) {
                cancellation.wasInterrupted();
            }
            return failed(started.tried(failure), requestId(failure), TokenUsage.NONE, failure);
        }
    }

    private End read(Started started, MessageStream stream) {
        String requestId = stream.requestId().orElse("");
        cancellation.watch(stream);
        try {
            SessionEvent.ResponseFinished finished = new ResponseReader(this::told).read(stream);
            return whole(finished, started.tried(stream.outcome()), requestId, stream.usage());
        } catch (MessageStreamException broken) {
            return broken(started.tried(stream.outcome()), requestId, stream.usage(), broken);
        } finally {
            cancellation.unwatch();
        }
    }

    /** A message that lacks only its end mark is whole: its stop reason says that the model was done. */
    private End broken(Started started, String requestId, TokenUsage usage, MessageStreamException broken) {
        Optional<PartialMessage> partial = broken.partial().filter(ModelTurn::lacksOnlyItsEnd);
        if (partial.isEmpty() || cancellation.requested()) {
            return failed(started, requestId, usage, broken);
        }
        return whole(ResponseReader.finished(partial.get().message(), usage), started, requestId, usage);
    }

    private static boolean lacksOnlyItsEnd(PartialMessage partial) {
        return partial.stopReason().isPresent() && partial.unfinished().isEmpty();
    }

    private void told(SessionEvent event) {
        log.append(event);
        readAhead.offer(event);
    }

    private End whole(SessionEvent.ResponseFinished finished, Started started, String requestId, TokenUsage usage) {
        return new End(finished, attempts(started, requestId, finished.stopReason(), usage), null);
    }

    private End failed(Started started, String requestId, TokenUsage usage, Exception cause) {
        readAhead.drop();
        Failure failure = cancellation.requested() ? CANCELLED : Failure.of(cause);
        SessionEvent broken = new SessionEvent.ResponseBroken(partial(cause), failure.code());
        return new End(broken, attempts(started, requestId, failure.code(), usage), failure);
    }

    private static String requestId(Exception cause) {
        return cause instanceof AnthropicServiceException refused
                ? refused.requestId().orElse("")
                : "";
    }

    /** What came before is not lost because going on with it failed. */
    private ObjectNode partial(Exception cause) {
        return cause instanceof MessageStreamException broken
                        && broken.partial().isPresent()
                ? broken.partial().get().message()
                : log.get(SessionFold::partial);
    }

    private List<Attempt> attempts(Started started, String requestId, String end, TokenUsage usage) {
        if (started.tried().isEmpty()) {
            Duration duration = Duration.ofNanos(nanoTime.getAsLong() - started.nanos());
            return List.of(new Attempt(started.number(), requestId, end, duration, usage));
        }
        return started.tried().stream()
                .map(tried -> attempt(started.number(), tried, end))
                .toList();
    }

    private static Attempt attempt(int number, AttemptReport tried, String end) {
        return new Attempt(
                number,
                tried.requestId().orElse(""),
                tried.cause().map(Cause::code).orElse(end),
                tried.lasted(),
                tried.usage(),
                tried.model().orElse(""));
    }

    /** A request of the session, and the attempts that were made for it, as far as they are known. */
    private record Started(int number, long nanos, List<AttemptReport> tried) {

        Started(int number, long nanos) {
            this(number, nanos, List.of());
        }

        Started tried(Optional<dev.perennial.stream.recovery.Outcome> outcome) {
            return new Started(
                    number, nanos, outcome.map(o -> o.report().attempts()).orElse(List.of()));
        }

        Started tried(Exception failure) {
            return tried(UnfinishedMessageException.in(failure).map(UnfinishedMessageException::outcome));
        }
    }
}
