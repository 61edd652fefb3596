package dev.perennial.gateway.clients;

import java.util.List;

/**
 * What a client's user got in a conversation.
 *
 * @param lines thinking, text, calls and stop reasons in their order, and the error that ended it
 * @param millis how long it took
 */
record Heard(List<String> lines, long millis) {

    Heard {
        lines = List.copyOf(lines);
    }

    boolean failed() {
        return lines.isEmpty() || lines.getLast().startsWith("error: ");
    }
}
