package dev.perennial.app.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.perennial.agent.ToolCall;
import java.util.Set;

/** What a transcript says of a call and of the blocks of its result. */
final class CallText {

    /** What browsers show as pictures and cannot run. */
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private CallText() {}

    /** The call in one line: its command and its path, where it has them. */
    static String line(ToolCall call) {
        String command = call.input().path("command").asText("");
        String path = call.input().path("path").asText("");
        String line = (command + " " + path).strip().replaceAll("\\s+", " ");
        return Plain.of(line.isEmpty() ? call.input().toString() : line);
    }

    /** All that was put in: a shell's command as it is, everything else as JSON. */
    static String input(ToolCall call) {
        JsonNode command = call.input().path("command");
        boolean onlyCommand = call.input().size() == 1 && command.isTextual();
        return Plain.of(onlyCommand ? command.asText() : call.input().toPrettyString());
    }

    static boolean isText(ObjectNode block) {
        return block.path("type").asText().equals("text");
    }

    static boolean isPicture(ObjectNode block) {
        JsonNode source = block.path("source");
        return block.path("type").asText().equals("image")
                && source.path("type").asText().equals("base64")
                && PICTURES.contains(source.path("media_type").asText())
                && source.path("data").asText().chars().allMatch(CallText::isBase64);
    }

    /** A picture as an address that holds it. */
    static String address(ObjectNode picture) {
        JsonNode source = picture.path("source");
        return "data:" + source.path("media_type").asText() + ";base64,"
                + source.path("data").asText();
    }

    private static boolean isBase64(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '=';
    }
}
