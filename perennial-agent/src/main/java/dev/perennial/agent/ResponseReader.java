package dev.perennial.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageEvent;
import dev.perennial.client.MessageStream;
import dev.perennial.models.TokenUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one response to its end and tells it as session events. */
final class ResponseReader {

    private final Consumer<SessionEvent> events;
    private final Map<Integer, String> callIds = new HashMap<>();
    private @Nullable JsonNode whole;

    ResponseReader(Consumer<SessionEvent> events) {
        this.events = events;
    }

    /**
     * Reads to {@code message_stop}; throws what the stream throws if it ends before.
     *
     * @return the end, which is not told
     */
    SessionEvent.ResponseFinished read(MessageStream stream) {
        for (MessageEvent event : stream) {
            on(stream, event);
        }
        return finished(requireNonNull(whole, "a stream ends with the whole message"), stream.usage());
    }

    private void on(MessageStream stream, MessageEvent event) {
        switch (event) {
            case MessageEvent.MessageStarted started -> events.accept(started(stream, started));
            case MessageEvent.BlockStarted started -> blockStarted(started);
            case MessageEvent.TextDelta delta -> events.accept(new SessionEvent.TextDelta(delta.text()));
            case MessageEvent.ThinkingDelta delta -> events.accept(new SessionEvent.ThinkingDelta(delta.text()));
            case MessageEvent.InputJsonDelta delta -> inputDelta(delta);
            case MessageEvent.BlockFinished finished -> events.accept(new SessionEvent.BlockFinished(finished.block()));
            case MessageEvent.MessageFinished finished -> whole = finished.message();
            case MessageEvent.SignatureDelta ignored -> {}
            case MessageEvent.CitationsDelta delta -> events.accept(new SessionEvent.CitationAdded(delta.citation()));
            case MessageEvent.CompactionDelta ignored -> {}
            case MessageEvent.UnknownDelta ignored -> {}
            case MessageEvent.MessageDelta delta -> ending(delta);
            case MessageEvent.Ping ignored -> {}
            case MessageEvent.UnknownEvent ignored -> {}
            case MessageEvent.Resumed resumed -> events.accept(new SessionEvent.Seam(resumed.note()));
            case MessageEvent.ClosedHere closed -> events.accept(new SessionEvent.Seam(closed.note()));
            case MessageEvent.BlockRestarted restarted ->
                events.accept(new SessionEvent.BlockRestarted(restarted.index()));
        }
    }

    private static SessionEvent started(MessageStream stream, MessageEvent.MessageStarted started) {
        return new SessionEvent.ResponseStarted(stream.requestId().orElse(""), started.message());
    }

    private void blockStarted(MessageEvent.BlockStarted started) {
        events.accept(new SessionEvent.BlockStarted(started.block()));
        if (MessageJson.isToolUse(started.block())) {
            String id = started.block().path("id").asText();
            callIds.put(started.index(), id);
            events.accept(new SessionEvent.ToolCallStarted(
                    id, started.block().path("name").asText()));
        }
        String text = started.block().path("text").asText("");
        if (!text.isEmpty()) {
            events.accept(new SessionEvent.TextDelta(text));
        }
    }

    private void ending(MessageEvent.MessageDelta delta) {
        if (delta.data() instanceof ObjectNode event && delta.stopReason().isPresent()) {
            events.accept(new SessionEvent.ResponseEnding(event));
        }
    }

    private void inputDelta(MessageEvent.InputJsonDelta delta) {
        String id = callIds.get(delta.index());
        if (id != null && !delta.partialJson().isEmpty()) {
            events.accept(new SessionEvent.ToolInputDelta(id, delta.partialJson()));
        }
    }

    /** The event of a whole response, from its message. */
    static SessionEvent.ResponseFinished finished(JsonNode message, TokenUsage usage) {
        return new SessionEvent.ResponseFinished(
                message.path("stop_reason").asText(""), message.path("stop_details"), usage);
    }
}
