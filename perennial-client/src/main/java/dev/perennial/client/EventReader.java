package dev.perennial.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.MessageEvent.BlockFinished;
import dev.perennial.client.MessageEvent.BlockStarted;
import dev.perennial.client.MessageEvent.CitationsDelta;
import dev.perennial.client.MessageEvent.CompactionDelta;
import dev.perennial.client.MessageEvent.MessageDelta;
import dev.perennial.client.MessageEvent.MessageFinished;
import dev.perennial.client.MessageEvent.MessageStarted;
import dev.perennial.client.MessageEvent.Ping;
import dev.perennial.client.MessageEvent.SignatureDelta;
import dev.perennial.client.MessageEvent.UnknownDelta;
import dev.perennial.client.MessageEvent.UnknownEvent;
import dev.perennial.stream.SseFrame;
import java.io.IOException;
import java.util.Optional;

/** Turns frames into events and folds them; one for each stream. */
final class EventReader {

    private final MessageFold fold;
    private final ShortDeltas shortDeltas = new ShortDeltas();

    EventReader(MessageFold fold) {
        this.fold = fold;
    }

    /** What a frame can amount to. */
    sealed interface Reading {

        record Event(MessageEvent event) implements Reading {}

        record ApiError(JsonNode event) implements Reading {

            String type() {
                return event.at("/error/type").asText("api_error");
            }

            String message() {
                return event.at("/error/message").asText("");
            }

            Optional<String> errorCode() {
                return Json.text(event.at("/error/details"), "error_code");
            }

            Optional<String> requestId() {
                return Json.text(event, "request_id");
            }
        }
    }

    /** Folds a frame that is a delta like the one before; false if it has to be read in full. */
    boolean readShort(SseFrame frame) {
        return shortDeltas.take(frame);
    }

    /** The deltas that {@link #readShort} folds; the last one is known while its frame is there. */
    ShortDeltas shortDeltas() {
        return shortDeltas;
    }

    /**
     * Reads one frame that has data.
     *
     * @throws MalformedEventException if the frame does not fit
     */
    Reading read(SseFrame frame) throws MalformedEventException {
        String name = frame.event();
        JsonNode data = parse(frame, name);
        String type = data.path("type").asText(name);
        if (type.equals("error")) {
            return new Reading.ApiError(data);
        }
        return new Reading.Event(event(type, data, frame));
    }

    private static JsonNode parse(SseFrame frame, String name) throws MalformedEventException {
        try {
            return frame.readData(Json.MAPPER::readTree);
        } catch (IOException notAsItIs) {
            return parseDecoded(frame, name);
        }
    }

    /** Bytes that are no UTF-8 are read as U+FFFD, as the SDK reads streams (com.anthropic.core.handlers.SseHandler). */
    private static JsonNode parseDecoded(SseFrame frame, String name) throws MalformedEventException {
        try {
            return frame.readData(
                    (bytes, from, length) -> Json.MAPPER.readTree(new String(bytes, from, length, UTF_8)));
        } catch (IOException e) {
            throw new MalformedEventException("the data of event \"" + name + "\" are no JSON", e);
        }
    }

    private MessageEvent event(String type, JsonNode data, SseFrame frame) throws MalformedEventException {
        return switch (type) {
            case "message_start" -> messageStart(object(data, "message", type));
            case "content_block_start" -> blockStart(index(data, type), object(data, "content_block", type));
            case "content_block_delta" -> blockDelta(index(data, type), object(data, "delta", type), frame);
            case "content_block_stop" -> blockStop(index(data, type));
            case "message_delta" -> messageDelta(data);
            case "message_stop" -> messageStop();
            case "ping" -> new Ping();
            default -> new UnknownEvent(type, data);
        };
    }

    private MessageEvent messageStart(ObjectNode message) throws MalformedEventException {
        if (fold.isStarted()) {
            throw new MalformedEventException("a second message_start");
        }
        fold.start(message);
        return new MessageStarted(message);
    }

    private MessageEvent blockStart(int index, ObjectNode block) throws MalformedEventException {
        requireStarted("content_block_start");
        if (!fold.startBlock(index, block)) {
            throw new MalformedEventException("block " + index + " begins twice");
        }
        return new BlockStarted(index, block);
    }

    private MessageEvent blockDelta(int index, ObjectNode delta, SseFrame frame) throws MalformedEventException {
        BlockFold block = openBlock(index, "content_block_delta");
        return switch (delta.path("type").asText()) {
            case "text_delta" -> grow(block, DeltaText.TEXT, delta, frame);
            case "thinking_delta" -> grow(block, DeltaText.THINKING, delta, frame);
            case "input_json_delta" -> grow(block, DeltaText.INPUT, delta, frame);
            case "signature_delta" -> {
                block.set("signature", delta.path("signature"));
                yield new SignatureDelta(index, text(delta, "signature"));
            }
            case "citations_delta" -> {
                block.addCitation(delta.path("citation"));
                yield new CitationsDelta(index, delta.path("citation"));
            }
            case "compaction_delta" -> {
                block.compact(delta);
                yield new CompactionDelta(index, delta);
            }
            default -> {
                block.skipUnknownDelta();
                yield new UnknownDelta(index, delta);
            }
        };
    }

    private MessageEvent grow(BlockFold block, DeltaText kind, ObjectNode delta, SseFrame frame)
            throws MalformedEventException {
        String more = text(delta, kind.field());
        block.add(kind, more);
        shortDeltas.learn(frame, block, kind);
        return ShortDeltas.event(kind, block.index(), more);
    }

    private MessageEvent blockStop(int index) throws MalformedEventException {
        BlockFold block = openBlock(index, "content_block_stop");
        shortDeltas.forget();
        fold.finish(block);
        return new BlockFinished(index, block.view().json(), block.inputValid(), block.hasUnknownDeltas());
    }

    private MessageEvent messageDelta(JsonNode data) throws MalformedEventException {
        requireStarted("message_delta");
        if (data instanceof ObjectNode event) {
            fold.change(event);
        }
        ObjectNode delta = data.path("delta") instanceof ObjectNode object ? object : Json.emptyObject();
        return new MessageDelta(delta, fold.usage(), data);
    }

    private MessageEvent messageStop() throws MalformedEventException {
        requireStarted("message_stop");
        if (!fold.isAllFinished()) {
            throw new MalformedEventException("message_stop while a block is still open");
        }
        return new MessageFinished(fold.soFar());
    }

    /** A block begins anew ({@link dev.perennial.stream.recovery.Delivery#restarts}). */
    boolean restart(int index) {
        shortDeltas.forget();
        return fold.forget(index);
    }

    private BlockFold openBlock(int index, String event) throws MalformedEventException {
        requireStarted(event);
        return fold.openBlock(index)
                .orElseThrow(() -> new MalformedEventException(event + " for block " + index + ", which is not open"));
    }

    private void requireStarted(String event) throws MalformedEventException {
        if (!fold.isStarted()) {
            throw new MalformedEventException(event + " before message_start");
        }
    }

    private static int index(JsonNode data, String event) throws MalformedEventException {
        JsonNode index = data.path("index");
        if (!index.isInt() || index.intValue() < 0) {
            throw new MalformedEventException(event + " without a usable index");
        }
        return index.intValue();
    }

    private static ObjectNode object(JsonNode data, String field, String event) throws MalformedEventException {
        if (data.path(field) instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedEventException(event + " without the object \"" + field + "\"");
    }

    private static String text(ObjectNode delta, String field) throws MalformedEventException {
        return Json.text(delta, field)
                .orElseThrow(() -> new MalformedEventException("a delta without the text \"" + field + "\""));
    }
}
