package dev.perennial.agent;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a call came to, as it goes back to the model.
 *
 * @param content the blocks of the {@code tool_result}: text, image, document. Where {@code isError} is true there is
 *     text only, since the API refuses other blocks in an error: in their place stands that they were left out
 * @param isError whether the model is told that the call failed
 * @param outputs the handles under which all of it is kept, if it was too long to be shown: they belong to the session
 */
public record ToolResult(List<ObjectNode> content, boolean isError, List<String> outputs) {

    public ToolResult {
        content = isError ? content.stream().map(ToolResult::asText).toList() : List.copyOf(content);
        outputs = List.copyOf(outputs);
    }

    /** All of it is in {@code content}. */
    public ToolResult(List<ObjectNode> content, boolean isError) {
        this(content, isError, List.of());
    }

    /** A result of one text. */
    public static ToolResult text(String text) {
        return of(text, false);
    }

    /** A failure, told in one text. */
    public static ToolResult error(String text) {
        return of(text, true);
    }

    /** One text. */
    public static ToolResult of(String text, boolean isError) {
        return new ToolResult(List.of(MessageJson.text(text)), isError);
    }

    /**
     * A picture, with what is said of it.
     *
     * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/gif} or {@code image/webp}
     * @param base64 the file
     */
    public static ToolResult image(String text, String mediaType, String base64) {
        return new ToolResult(List.of(MessageJson.text(text), media("image", mediaType, base64)), false);
    }

    /**
     * A PDF document, with what is said of it.
     *
     * @param base64 the file
     */
    public static ToolResult document(String text, String base64) {
        return new ToolResult(List.of(MessageJson.text(text), media("document", "application/pdf", base64)), false);
    }

    private static ObjectNode media(String type, String mediaType, String base64) {
        ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", type);
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", mediaType)
                .put("data", base64);
        return block;
    }

    /** This with the handles under which all of it is kept. */
    ToolResult keptAs(Optional<String> handle) {
        return handle.isEmpty() ? this : new ToolResult(content, isError, List.of(handle.get()));
    }

    /** This with another text at its end. */
    ToolResult plus(String text) {
        List<ObjectNode> more = new ArrayList<>(content);
        more.add(MessageJson.text(text));
        return new ToolResult(more, isError, outputs);
    }

    /** The texts, joined. */
    String text() {
        return content.stream()
                .filter(ToolResult::isText)
                .map(block -> block.path("text").asText())
                .collect(Collectors.joining("\n"));
    }

    static boolean isText(ObjectNode block) {
        return block.path("type").asText().equals("text");
    }

    private static ObjectNode asText(ObjectNode block) {
        return isText(block)
                ? block
                : MessageJson.text("[" + block.path("type").asText() + " left out, because the call failed]");
    }
}
