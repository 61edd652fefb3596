package dev.perennial.app;

import org.jline.utils.Signals;

/**
 * Has the TERM signal leave work as it is, for somebody to go on with it. Whoever ends a service or a machine does not mean what
 * it works on; Ctrl-C does.
 */
final class Termination {

    private static final int EXIT_CODE = 143;

    private Termination() {}

    /** From now on, for as long as the process lives. */
    static void leavesAsItIs(Runnable park) {
        Signals.register("TERM", () -> {
            park.run();
            System.exit(EXIT_CODE);
        });
    }
}
