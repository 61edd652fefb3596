package dev.perennial.app;

import org.jline.utils.Signals;

/** Lets the process outlive its terminal: the signal that tells of the terminal's end does not end it. */
final class HangUp {

    private HangUp() {}

    /** From now on. */
    static void outlive() {
        Signals.register("HUP", () -> {});
    }
}
