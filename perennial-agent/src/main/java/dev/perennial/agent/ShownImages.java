package dev.perennial.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The images of tool results that go along in the next request.
 *
 * @param lengths how many characters each has as base64, the oldest first
 */
record ShownImages(List<Integer> lengths) {

    static final ShownImages NONE = new ShownImages(List.of());

    ShownImages {
        lengths = List.copyOf(lengths);
    }

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
        List<Integer> more = new ArrayList<>(lengths);
        more.add(image.path("source").path("data").asText().length());
        return new ShownImages(more);
    }

    int count() {
        return lengths.size();
    }

    /** How many characters they have without the oldest. */
    long charactersWithout(int oldest) {
        return lengths.stream().skip(oldest).mapToLong(Integer::intValue).sum();
    }

    /** How many of the oldest to leave out for the rest to have no more characters than that, or to be the newest alone. */
    int beyond(long characters) {
        int oldest = 0;
        while (oldest < count() - 1 && charactersWithout(oldest) > characters) {
            oldest++;
        }
        return oldest;
    }
}
