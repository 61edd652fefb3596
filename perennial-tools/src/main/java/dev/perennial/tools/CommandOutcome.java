package dev.perennial.tools;

/** What became of one command; what it printed has been passed on. */
sealed interface CommandOutcome {

    /**
     * It ran to its end.
     *
     * @param jobs what is new about jobs in the background, in words; empty for nothing
     */
    record Finished(int exitCode, String jobs) implements CommandOutcome {}

    /** The shell ended with it or before it, by {@code exit}, {@code exec}, {@code set -e} or a signal. */
    record ShellEnded(int exitCode) implements CommandOutcome {}

    /** It took too long and was killed. */
    record TimedOut() implements CommandOutcome {}

    /** It left the shell in a state in which it carries out no command any more, by {@code set -n} for example. */
    record ShellStuck() implements CommandOutcome {}
}
