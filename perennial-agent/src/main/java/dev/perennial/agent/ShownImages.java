package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The images of tool results that go along in the next request.
 *
 * @param characters how long they are as base64
 */
record ShownImages(int count, long characters) {

    static final ShownImages NONE = new ShownImages(0, 0);

    /** Those of a conversation. */
    static ShownImages in(List<? extends JsonNode> messages) {
        ShownImages all = NONE;
        for (JsonNode message : messages) {
            all = all.plus(message.path("content"));
        }
        return all;
    }

    /** These and those of a message's content. */
    ShownImages plus(JsonNode content) {
        ShownImages all = this;
        for (JsonNode block : content) {
            if (MessageJson.isToolResult(block)) {
                for (JsonNode part : block.path("content")) {
                    all = MessageJson.isImage(part) ? all.and(part) : all;
                }
            }
        }
        return all;
    }

    private ShownImages and(JsonNode image) {
        long data = image.path("source").path("data").asText().length();
        return new ShownImages(count + 1, characters + data);
    }
}
