package dev.perennial.simulator.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.perennial.simulator.Prompt;
import java.util.List;

/** Finds the position in the pseudo-text from which a conversation wants to go on. */
final class Continuation {

    /** Enough to be found nowhere else in the text. */
    private static final int TAIL = 160;

    private static final int SEARCHED_AT_ONCE = 64 * Page.LENGTH;
    private static final long SEARCHED_AT_MOST = 5_000_000;

    private Continuation() {}

    /** The position of the first character that is still to be written; 0 for a new text. */
    static long start(Prompt prompt, PseudoText text) {
        List<JsonNode> messages = prompt.messages();
        boolean prefill = isAssistant(messages.getLast());
        if (!prefill && !Prompt.asksToContinue(prompt.lastUserText())) {
            return 0;
        }
        long position = 0;
        for (JsonNode message : messages) {
            if (isAssistant(message)) {
                position = after(Prompt.text(message.path("content")), position, text);
            }
        }
        return position;
    }

    private static boolean isAssistant(JsonNode message) {
        return message.path("role").asText().equals("assistant");
    }

    /** Where {@code written} ends: right after what came before it if it fits there, else where its end is found. */
    private static long after(String written, long position, PseudoText text) {
        if (written.isEmpty() || written.equals(text.slice(position, position + written.length()))) {
            return position + written.length();
        }
        if (written.equals(text.text(written.length()))) {
            return written.length();
        }
        return find(written.substring(Math.max(0, written.length() - TAIL)), text);
    }

    private static long find(String tail, PseudoText text) {
        for (long from = 0; from < SEARCHED_AT_MOST; from += SEARCHED_AT_ONCE) {
            int found = text.slice(from, from + SEARCHED_AT_ONCE + TAIL).indexOf(tail);
            if (found >= 0) {
                return from + found + tail.length();
            }
        }
        return 0;
    }
}
