package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has come of a response that is not over yet: enough to go on with it in another process. Confined to one lock. */
final class OpenResponse {

    private final String requestId;
    private final ObjectNode message;
    private final List<ObjectNode> blocks = new ArrayList<>();
    private @Nullable ObjectNode open;
    private final StringBuilder added = new StringBuilder();
    private final List<JsonNode> citations = new ArrayList<>();

    OpenResponse(SessionEvent.ResponseStarted started) {
        this.requestId = started.requestId();
        this.message = started.message();
    }

    void blockStarted(ObjectNode block) {
        open = block;
        restarted();
    }

    /** More of the open block's text, of its thinking, or of the JSON of its input. */
    void added(String piece) {
        added.append(piece);
    }

    void cited(JsonNode citation) {
        citations.add(citation);
    }

    void restarted() {
        added.setLength(0);
        citations.clear();
    }

    void blockFinished(ObjectNode block) {
        blocks.add(block);
        open = null;
        restarted();
    }

    /** What there is now. */
    ReceivedResponse received() {
        return new ReceivedResponse(requestId, message, blocks, open, added.toString(), citations);
    }
}
