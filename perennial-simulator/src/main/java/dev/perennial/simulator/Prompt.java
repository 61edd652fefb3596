package dev.perennial.simulator;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One request to the simulated model.
 *
 * @param request the body of the request as it was sent; not to be changed
 * @param seed the source of all that a brain wants to vary: equal seeds have to give equal replies
 */
public record Prompt(ObjectNode request, long seed) {

    private static final Pattern ASKS_TO_CONTINUE = Pattern.compile(
            "\\b(continue|continuing|go on|carry on|keep going|resume|interrupted|left off|cut off|broke off|connection broke)\\b",
            Pattern.CASE_INSENSITIVE);

    public Prompt {
        requireNonNull(request, "request");
    }

    /** The system prompt as one text, empty if there is none. */
    public String system() {
        return text(request.path("system"));
    }

    /** The messages in the order in which they were sent. */
    public List<JsonNode> messages() {
        return elements(request.path("messages"));
    }

    /** The definitions of the tools that are on offer. */
    public List<JsonNode> tools() {
        return elements(request.path("tools"));
    }

    /** The text of the last user message that has any, without tool results; empty if there is none. */
    public String lastUserText() {
        List<JsonNode> messages = messages();
        for (int i = messages.size() - 1; i >= 0; i--) {
            String text = text(messages.get(i).path("content"));
            if (messages.get(i).path("role").asText().equals("user") && !text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** Whether a user's message asks to go on with what was written. */
    public static boolean asksToContinue(String userText) {
        return ASKS_TO_CONTINUE.matcher(userText).find();
    }

    /** The text of a {@code content} or {@code system} value: a string, or the joined text blocks of an array. */
    public static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("text")) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(block.path("text").asText());
            }
        }
        return text.toString();
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return List.copyOf(elements);
    }
}
