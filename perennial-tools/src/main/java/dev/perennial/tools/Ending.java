package dev.perennial.tools;

import java.util.OptionalLong;

/** How the output of a command came to its end. */
sealed interface Ending {

    /**
     * The shell has run the command and waits for the next.
     *
     * @param lastJob the process that was last started in the background, in this call or before
     */
    record Finished(int exitCode, OptionalLong lastJob) implements Ending {}

    /** The shell has ended before it could say how the command did. */
    record Gone() implements Ending {}
}
