package dev.perennial.tools;

/** How the output of a command came to its end. */
sealed interface Ending {

    /**
     * The shell has run the command and waits for the next.
     *
     * @param background whether it has ever started a job in the background
     */
    record Finished(int exitCode, boolean background) implements Ending {}

    /** The shell waits for the next command although it has not said how this one did. */
    record Stuck() implements Ending {}

    /** The shell has ended before it could say how the command did. */
    record Gone() implements Ending {}
}
