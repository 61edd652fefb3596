package dev.perennial.app;

import dev.perennial.app.terminal.Printable;
import java.util.function.Consumer;

/**
 * Where a chat tells what is not the model's.
 *
 * @param lines takes lines
 * @param edited whether the user sees what they type there, as on a terminal
 */
record ChatScreen(Consumer<String> lines, boolean edited) {

    void say(String text) {
        lines.accept(Printable.of(text));
    }

    /** Something that was queued is said now. */
    void said(String words) {
        if (edited) {
            say("› " + words.replace("\n", "\n· "));
        }
    }

    void turnEnded() {
        if (edited) {
            lines.accept("");
        }
    }
}
