package dev.perennial.tools;

import java.util.OptionalLong;

/** What became of one command; in each case with the output that it gave. */
sealed interface CommandOutcome {

    String output();

    /**
     * It ran to its end.
     *
     * @param startedJob the process that it has left running in the background
     */
    record Finished(String output, int exitCode, OptionalLong startedJob) implements CommandOutcome {}

    /** The shell ended with it or before it, by {@code exit}, {@code exec}, {@code set -e} or a signal. */
    record ShellEnded(String output, int exitCode) implements CommandOutcome {}

    /** It took too long and was killed. */
    record TimedOut(String output) implements CommandOutcome {}
}
