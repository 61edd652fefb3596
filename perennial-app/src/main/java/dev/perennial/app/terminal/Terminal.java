package dev.perennial.app.terminal;

import java.io.PrintStream;
import java.util.Map;

/**
 * The two outputs of the process, and whether a person looks at them.
 *
 * @param out takes the answer, or JSON, and nothing else
 * @param err takes everything else
 * @param outIsScreen whether {@code out} is a terminal
 * @param errIsScreen whether {@code err} is a terminal
 * @param colour whether {@code err} may be coloured
 * @param rich whether {@code out} is a terminal that shows styles and can write again where it has written
 */
public record Terminal(
        PrintStream out, PrintStream err, boolean outIsScreen, boolean errIsScreen, boolean colour, boolean rich) {

    /**
     * The process's terminal.
     *
     * @param screens which of {@code in}, {@code out} and {@code err} are terminals, separated by commas
     */
    public static Terminal of(PrintStream out, PrintStream err, String screens, Map<String, String> environment) {
        boolean outIsScreen = screens.contains("out");
        boolean errIsScreen = screens.contains("err");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(out, err, outIsScreen, errIsScreen, errIsScreen && !plain, outIsScreen && !plain);
    }

    /** Tells a person something, in a line of its own on standard error. */
    public void say(String line) {
        err.println(Printable.of(line));
        err.flush();
    }

    /** The text in the style, if there is colour. */
    String styled(Style style, String text) {
        return colour ? style.code() + text + Style.RESET : text;
    }
}
