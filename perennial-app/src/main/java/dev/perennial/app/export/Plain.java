package dev.perennial.app.export;

import dev.perennial.app.terminal.Printable;
import java.util.regex.Pattern;

/** Text from elsewhere as readers of a file are to see it: without what only a terminal understands. */
final class Plain {

    /** Control sequences and operating system commands (ECMA-48). */
    private static final Pattern SEQUENCE =
            Pattern.compile("\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|[@-Z\\\\^_])");

    private Plain() {}

    static String of(String text) {
        String without =
                text.indexOf('\u001b') < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
        return Printable.of(without.replace("\r\n", "\n"));
    }
}
