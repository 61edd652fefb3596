package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.client.ReceivedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of a response that is not over yet: enough to go on with it in another process. Confined to one lock. */
final class OpenResponse {

    private final String requestId;
    private final ObjectNode message;
    private final List<ReceivedMessage.Block> blocks = new ArrayList<>();
    private @Nullable ObjectNode open;
    private final StringBuilder added = new StringBuilder();
    private final List<JsonNode> citations = new ArrayList<>();
    private @Nullable ObjectNode end;

    OpenResponse(SessionEvent.ResponseStarted started) {
        this.requestId = started.requestId();
        this.message = started.message();
    }

    /** What a text began with comes as its first delta too. */
    void blockStarted(ObjectNode block) {
        open = MessageJson.isText(block) ? block.deepCopy().put("text", "") : block;
        forget();
    }

    /** More of the open block's text, of its thinking, or of the JSON of its input. */
    void added(String piece) {
        added.append(piece);
    }

    void cited(JsonNode citation) {
        citations.add(citation);
    }

    /** The block of this place, and what followed it, is to be forgotten. */
    void restarted(int index) {
        if (index < blocks.size()) {
            blocks.subList(index, blocks.size()).clear();
        }
        open = null;
        forget();
    }

    private void forget() {
        added.setLength(0);
        citations.clear();
    }

    void blockFinished(ObjectNode block) {
        blocks.add(ReceivedMessage.Block.finished(block));
        open = null;
        forget();
    }

    void ending(ObjectNode messageDelta) {
        end = messageDelta;
    }

    /** What there is now. */
    ReceivedMessage received() {
        List<ReceivedMessage.Block> all = new ArrayList<>(blocks);
        if (open != null) {
            all.add(openBlock(open));
        }
        return new ReceivedMessage(
                message, all, Optional.ofNullable(end), Optional.of(requestId).filter(id -> !id.isEmpty()));
    }

    private ReceivedMessage.Block openBlock(ObjectNode begun) {
        ObjectNode block = begun.deepCopy();
        for (String field : List.of("text", "thinking")) {
            if (block.path(field).isTextual()) {
                block.put(field, block.path(field).asText() + added);
                citations.forEach(citation -> block.withArray("citations").add(citation));
                return ReceivedMessage.Block.open(block);
            }
        }
        return ReceivedMessage.Block.openCall(block, added.toString());
    }

    /** What is known of the attempt that brought it, when nobody goes on with it: what its beginning said that it cost. */
    Attempt attempt(int request, String end) {
        return new Attempt(
                request,
                requestId,
                end,
                Duration.ZERO,
                EventReader.usage(message.path("usage")),
                message.path("model").asText());
    }

    /** The message as far as it came: whole blocks, and the text that was being written. */
    ObjectNode partial() {
        ObjectNode partial = message.deepCopy();
        received().blocks().stream()
                .filter(block -> block.isFinished() || MessageJson.isText(block.json()))
                .forEach(block -> partial.withArray("content").add(block.json()));
        return partial;
    }
}
