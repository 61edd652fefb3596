package dev.perennial.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What those who keep a conversation as raw JSON have to know of content blocks before they send them back.
 *
 * <pre>{@code
 * for (JsonNode block : answer.path("content")) {
 *     if (ContentBlocks.canBeSentBack(block)) {
 *         content.add(block);
 *     }
 * }
 * }</pre>
 *
 * <p>Thread-safe: nothing here is kept or changed. Source: platform.claude.com, "Messages" and "Extended thinking".
 */
public final class ContentBlocks {

    private ContentBlocks() {}

    /** Whether a block is a call of any kind: of a tool of ours, or of one that the server runs. */
    public static boolean isCall(JsonNode block) {
        return type(block).endsWith("tool_use");
    }

    /**
     * Whether a call's result is there.
     *
     * @param content the blocks to look for it in
     */
    public static boolean isAnswered(JsonNode call, JsonNode content) {
        String id = call.path("id").asText();
        for (JsonNode block : content) {
            if (block.path("tool_use_id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** False for what the API refuses: text without a visible character, and thinking without its signature. */
    public static boolean canBeSentBack(JsonNode block) {
        return switch (type(block)) {
            case "text" -> !block.path("text").asText().isBlank();
            case "thinking" -> !block.path("signature").asText().isEmpty();
            default -> true;
        };
    }

    private static String type(JsonNode block) {
        return block.path("type").asText();
    }
}
