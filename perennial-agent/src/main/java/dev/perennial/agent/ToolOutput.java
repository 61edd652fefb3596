package dev.perennial.agent;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes the text of a result while it arrives, however long it gets, so that the tool need not hold it; then makes the
 * result of it. People who watch see what comes. Safe for use by several threads.
 *
 * {@snippet :
 * ToolResult run(ToolCall call, ToolOutput output) {
 *     for (String line : lines()) {
 *         output.append(line + "\n");
 *     }
 *     return output.result("\nexit code 1", true);
 * }
 * }
 */
public interface ToolOutput {

    /** Takes the next piece of the text, and shows it to people who watch. */
    void append(String text);

    /**
     * The same for bytes of UTF-8, which spares whoever has them the decoding.
     *
     * @param from the first of them, which begins a character
     * @param to the one after the last, which ends a character
     */
    default void append(byte[] utf8, int from, int to) {
        append(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }

    /** Takes the next piece of the text without showing it to people. */
    void keep(String text);

    /**
     * The result: the text, a line end at its end left out, then the ending. Of a text that is beyond the budget it has
     * the beginning, the end, and how to read the rest.
     *
     * @param ending what the result says in any case, such as an exit code
     */
    ToolResult result(String ending, boolean isError);

    /**
     * An output that holds all in memory, up to 16 million characters, and shows all; for calls without a session.
     *
     * @param watcher is shown what comes
     */
    static ToolOutput collecting(Consumer<String> watcher) {
        return new CollectedOutput(watcher);
    }
}
