package dev.perennial.simulator.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Prompt;
import java.util.Map;
import java.util.Set;

/**
 * When an entry of a script may be used: all parts have to hold.
 *
 * @param parts the text that each part looks for
 */
record Condition(Map<String, String> parts) {

    static final Condition ALWAYS = new Condition(Map.of());

    private static final String USER = "last_user_contains";
    private static final String SYSTEM = "system_contains";
    private static final String TOOL_RESULT = "tool_result_contains";
    private static final String MODEL = "model";

    static final Set<String> PARTS = Set.of(USER, SYSTEM, TOOL_RESULT, MODEL);

    Condition {
        parts = Map.copyOf(parts);
    }

    boolean holds(Prompt prompt) {
        return parts.entrySet().stream().allMatch(p -> holds(p.getKey(), p.getValue(), prompt));
    }

    private static boolean holds(String part, String text, Prompt prompt) {
        return switch (part) {
            case USER -> prompt.lastUserText().contains(text);
            case SYSTEM -> prompt.system().contains(text);
            case TOOL_RESULT -> toolResults(prompt).contains(text);
            case MODEL -> prompt.request().path("model").asText().equals(text);
            default -> throw new IllegalStateException("The parser lets no " + part + " through");
        };
    }

    private static String toolResults(Prompt prompt) {
        StringBuilder results = new StringBuilder();
        for (JsonNode block : prompt.messages().getLast().path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                results.append(Prompt.text(block.path("content"))).append('\n');
            }
        }
        return results.toString();
    }
}
