package dev.perennial.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.stream.recovery.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was received of a message whose stream broke with the process that read it: {@link MessageStream#resume} goes on with it in
 * another process.
 *
 * <pre>{@code
 * ReceivedMessage received = ReceivedMessage.of(stream.snapshot());      // kept in a journal, piece by piece or as toJson()
 * try (MessageStream rest = MessageStream.resume(client, params, received)) {
 *     rest.forEachText(System.out::print);                                // begins where the other one stopped
 * }
 * }</pre>
 *
 * <p>As JSON ({@link #toJson}), in which everything but {@code message} may be left out:
 *
 * <pre>{@code
 * {"message": {…},                       the message of message_start
 *  "blocks": [{"block": {…}},            a block that ended, as it stands in a message
 *             {"block": {…},             the last one may not have ended: its text so far is in it,
 *              "input_json": "…",        the input of a call as far as it came, pieces joined
 *              "unknown_deltas": true,   if it had deltas whose meaning is not known
 *              "finished": false}],
 *  "end": {…},                           the message_delta event that told the stop reason
 *  "request_id": "req_…"}
 * }</pre>
 *
 * <p>The nodes belong to it from then on and are not to be changed.
 *
 * @param start the {@code message} of {@code message_start}; its {@code content} is empty or left out
 * @param blocks the blocks in order; only the last one may not be finished
 * @param end the {@code message_delta} event, if it told why the message ends; then there is no unfinished block
 * @param requestId the id of the request that was answered, for reports; empty if it was not kept
 */
public record ReceivedMessage(
        ObjectNode start, List<Block> blocks, Optional<ObjectNode> end, Optional<String> requestId) {

    /**
     * A block of content.
     *
     * @param json the block as it stands in a message, its text, thinking, signature and citations as far as they came
     * @param inputJson the input of a tool's call as far as it came, as text; if there is none it is the one in the block
     * @param isFinished whether its end came
     * @param hasUnknownDeltas whether it had deltas whose meaning is not known, so that it may not be whole ({@link
     *     MessageEvent.BlockFinished#hasUnknownDeltas})
     */
    public record Block(ObjectNode json, String inputJson, boolean isFinished, boolean hasUnknownDeltas) {

        public Block {
            requireNonNull(json, "json");
            requireNonNull(inputJson, "inputJson");
        }

        /** A block that has ended. */
        public static Block finished(ObjectNode json) {
            return new Block(json, "", true, false);
        }

        /** A block that has not ended, with its text so far in it. */
        public static Block open(ObjectNode json) {
            return openCall(json, "");
        }

        /** A call that has not ended, with the pieces of its input so far, joined. */
        public static Block openCall(ObjectNode json, String inputJson) {
            return new Block(json, inputJson, false, false);
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the start has content, or a block that is not finished is not the last one, or the
     *     message has ended behind it
     */
    public ReceivedMessage {
        requireNonNull(start, "start");
        blocks = List.copyOf(blocks);
        requireNonNull(end, "end");
        requireNonNull(requestId, "requestId");
        if (!start.path("content").isEmpty()) {
            throw new IllegalArgumentException(
                    "start has content, but what was received of it belongs into blocks: leave content out of start");
        }
        for (int i = 0; i < blocks.size(); i++) {
            boolean mayBeOpen = i == blocks.size() - 1 && end.isEmpty();
            if (!blocks.get(i).isFinished() && !mayBeOpen) {
                throw new IllegalArgumentException("blocks[" + i + "] is not finished, but "
                        + (end.isEmpty() ? "another block follows it" : "the message has ended behind it"));
            }
        }
    }

    /** A message of which nothing but its {@code message_start} is there. */
    public static ReceivedMessage begun(ObjectNode start) {
        return new ReceivedMessage(start, List.of(), Optional.empty(), Optional.empty());
    }

    /**
     * What a snapshot has.
     *
     * @throws IllegalArgumentException if the message had not begun: then there is nothing to go on with
     */
    public static ReceivedMessage of(MessageSnapshot snapshot) {
        if (!snapshot.isStarted()) {
            throw new IllegalArgumentException("the snapshot has no message_start: ask for the message anew");
        }
        return new ReceivedMessage(snapshot.start(), snapshot.received(), snapshot.end(), Optional.empty());
    }

    /**
     * What events come to that were kept, in their order. Of a block that has ended the {@link MessageEvent.BlockFinished} is
     * enough; deltas of one kind that follow each other may be one.
     *
     * @throws IllegalArgumentException if they do not begin a message, or are out of order
     */
    public static ReceivedMessage of(Iterable<? extends MessageEvent> events) {
        return of(ReceivedEvents.fold(events));
    }

    /** This with one block more. */
    public ReceivedMessage with(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new ReceivedMessage(start, more, end, requestId);
    }

    /** This with the {@code message_delta} event that told why it ends. */
    public ReceivedMessage endedBy(ObjectNode messageDelta) {
        return new ReceivedMessage(start, blocks, Optional.of(messageDelta), requestId);
    }

    /** This as the answer to that request. */
    public ReceivedMessage ofRequest(String id) {
        return new ReceivedMessage(start, blocks, end, Optional.of(id));
    }

    /** The JSON, to be kept. */
    public ObjectNode toJson() {
        return ReceivedJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else; the message names the field
     */
    public static ReceivedMessage fromJson(ObjectNode json) {
        return ReceivedJson.read(json);
    }

    /** The model that writes it; empty if it was not told. */
    String model() {
        return start.path("model").asText();
    }

    /**
     * For the recovery.
     *
     * @throws IllegalArgumentException if it could not have been received
     */
    Received received() {
        return new Received(ReceivedFrames.of(this), requestId);
    }
}
