package dev.perennial.app;

import dev.perennial.app.terminal.Display;
import dev.perennial.app.terminal.OutputSize;
import dev.perennial.app.terminal.Screen;
import dev.perennial.app.terminal.Terminal;

/** Everything of a session in one place, in order: where standard output leads to, be it a terminal or a pipe. */
final class OnePlace {

    private OnePlace() {}

    /** Both outputs as that one place. */
    static Terminal of(Terminal terminal) {
        boolean rich = terminal.rich();
        return new Terminal(terminal.out(), terminal.out(), true, true, rich, rich);
    }

    /**
     * A display there.
     *
     * @param place as {@link #of} makes it
     * @param screen the place as a screen
     * @param markdown whether Markdown is laid out where that is possible
     * @param readerGone is called when nobody takes it any more
     */
    static Display display(Terminal place, Screen screen, boolean markdown, Runnable readerGone) {
        return place.rich()
                ? Display.rendered(screen, markdown, true, readerGone)
                : Display.plain(place, false, readerGone);
    }

    /** The place as a screen, which nothing is shown on yet. */
    static Screen screen(Terminal place) {
        return new Screen(place.out(), new OutputSize());
    }
}
